package dev.plimsoll.api.v1alpha1;

/** How quantities are written in YAML: regular expressions of the schema. */
public final class Formats {
    /** A length of time: digits and a unit, several joined: {@code 300ms}, {@code 1m30s}. */
    public static final String DURATION = "^([0-9]+(\\.[0-9]+)?(us|ms|s|m|h))+$";

    /** Arrivals per unit of time: {@code 500/s}, {@code 30/m}. */
    public static final String RATE = "^[0-9]+(\\.[0-9]+)?/(s|m|h)$";

    /** A share: {@code 0.1%}. */
    public static final String PERCENTAGE = "^[0-9]+(\\.[0-9]+)?%$";

    /** A limit of an error rate or of a time. */
    public static final String PERCENTAGE_OR_DURATION = "^([0-9]+(\\.[0-9]+)?%|([0-9]+(\\.[0-9]+)?(us|ms|s|m|h))+)$";

    /** Arrivals per unit of time, or a share. */
    public static final String RATE_OR_PERCENTAGE = "^[0-9]+(\\.[0-9]+)?(/(s|m|h)|%)$";

    /** One length of time, or any between two: {@code 1s}, {@code 500ms..2s}. */
    public static final String DURATION_OR_RANGE =
            "^([0-9]+(\\.[0-9]+)?(us|ms|s|m|h))+(\\.\\.([0-9]+(\\.[0-9]+)?(us|ms|s|m|h))+)?$";

    /** A number of bytes: {@code 500B}, {@code 10KiB}. */
    public static final String SIZE = "^[0-9]+(\\.[0-9]+)?(B|kB|MB|GB|KiB|MiB|GiB)$";

    /** Path and query, in which templates may stand: {@code /cart?id=${id}}. */
    public static final String PATH = "^/([^\\s#]|\\$\\{[^}]*\\})*$";

    /**
     * A time of day, a date, or both, of a time zone that is named elsewhere: {@code 08:00}, {@code 2026-12-24T18:00}.
     */
    public static final String LOCAL_TIME_OR_DATE =
            "^(([01][0-9]|2[0-3]):[0-5][0-9]|[0-9]{4}-[0-9]{2}-[0-9]{2}(T([01][0-9]|2[0-3]):[0-5][0-9])?)$";

    /** A name that templates refer to. */
    public static final String VARIABLE = "^[A-Za-z_][-A-Za-z0-9_]*$";

    /** A key of a ConfigMap or Secret. */
    public static final String KEY = "^[-._a-zA-Z0-9]+$";

    /** A name that can be part of an object's name. */
    public static final String NAME = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$";

    /** An object's name: a DNS subdomain, RFC 1123. */
    public static final String OBJECT_NAME = "^[a-z0-9]([-.a-z0-9]*[a-z0-9])?$";

    /** A resource quantity without sign and exponent: {@code 250m}, {@code 128Mi}. */
    public static final String QUANTITY = "^[0-9]+(\\.[0-9]+)?(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$";

    private Formats() {}
}
