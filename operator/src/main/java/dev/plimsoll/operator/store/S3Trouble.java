package dev.plimsoll.operator.store;

import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** What a bucket's server, or the way to it, has against a request, and what helps. */
final class S3Trouble {
    private S3Trouble() {}

    /** For a sentence: "cannot write s3://…: " and this. */
    static String of(SdkException e) {
        return switch (e) {
            case AwsServiceException refused -> refused(refused);
            case ApiCallTimeoutException _, ApiCallAttemptTimeoutException _ -> "the server did not answer in time";
            default -> root(e);
        };
    }

    private static String refused(AwsServiceException e) {
        var code = Optional.ofNullable(e.awsErrorDetails())
                .map(AwsErrorDetails::errorCode)
                .orElse("");
        var said = Optional.ofNullable(e.awsErrorDetails())
                .map(AwsErrorDetails::errorMessage)
                .orElse("");
        return "the server says %d %s%s%s"
                .formatted(e.statusCode(), code, said.isEmpty() ? "" : ": " + said, remedy(code))
                .strip();
    }

    private static String remedy(String code) {
        return switch (code) {
            case "NoSuchBucket" -> "; create the bucket, or correct results.s3.bucket";
            case "InvalidAccessKeyId", "SignatureDoesNotMatch" ->
                "; correct the keys in the Secret that results.s3.credentials names";
            case "AccessDenied" -> "; allow s3:PutObject and s3:GetObject below results.s3.prefix to this key";
            case "PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException" ->
                "; correct results.s3.region";
            case "RequestTimeTooSkewed" -> "; set the clocks of the nodes";
            default -> "";
        };
    }

    /** The SDK wraps what happened in sentences about itself. */
    private static String root(Throwable e) {
        var root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName().replaceFirst("Exception$", "") + ": " + root.getMessage();
    }
}
