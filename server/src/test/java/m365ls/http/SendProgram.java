package m365ls.http;

import java.net.URI;
import m365ls.log.LogSetup;

/** A process that sends one request with a secret in it, for the test of what the JDK may write. */
final class SendProgram {

    private SendProgram() {}

    /** Sends to {@code words[0]}. */
    public static void main(String[] words) throws Exception {
        LogSetup.install();
        HttpCall call = HttpCall.of("POST", URI.create(words[0])).with("Authorization", "Bearer hunter2");
        System.out.println(
                new JdkHttp(NetworkSettings.NONE).send(call.withBody("hunter3")).status());
    }
}
