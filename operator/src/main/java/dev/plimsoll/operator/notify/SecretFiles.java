package dev.plimsoll.operator.notify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The keys of the Secret that is mounted into the operator, a file each. Read at each use: a Secret may be changed at
 * any time, and needs no restart.
 */
public record SecretFiles(Path folder) {
    private static final Pattern KEY = Pattern.compile("[-._a-zA-Z0-9]{1,253}");
    private static final int MOST_BYTES = 16 * 1024;

    /** A secret cannot be used now; says what is wrong, and nothing of what is in it. */
    public static final class UnusableSecretException extends Exception {
        private static final long serialVersionUID = 1;

        UnusableSecretException(String message) {
            super(message);
        }
    }

    /** Whether a Secret can have such a key, and none of its files is outside of its folder. */
    static boolean isKey(String text) {
        return KEY.matcher(text).matches() && !text.startsWith("..") && !text.equals(".");
    }

    /** What is in it, without white space around it. */
    String read(String key) throws UnusableSecretException {
        var file = folder.resolve(key);
        try (var bytes = Files.newInputStream(file)) {
            var text = new String(bytes.readNBytes(MOST_BYTES), StandardCharsets.UTF_8).strip();
            if (text.isEmpty()) {
                throw new UnusableSecretException("the key " + key + " of the Secret plimsoll-secrets is empty");
            }
            return text;
        } catch (IOException e) {
            throw new UnusableSecretException("the Secret plimsoll-secrets in the operator's namespace has no key "
                    + key + " that can be read; add it, it is used without a restart");
        }
    }
}
