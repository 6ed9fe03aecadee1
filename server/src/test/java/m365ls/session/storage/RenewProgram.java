package m365ls.session.storage;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import m365ls.http.JdkHttp;
import m365ls.http.NetworkSettings;
import m365ls.session.Cloud;
import m365ls.session.Connection;
import m365ls.session.EntraSession;
import m365ls.session.Resource;
import m365ls.session.Service;
import m365ls.session.Session;
import m365ls.session.TokenAnswer;

/** A process with a session of its own over a store that others use too. */
final class RenewProgram {

    private static final Resource GRAPH =
            Resource.of(Cloud.PUBLIC, Service.GRAPH).orElseThrow();

    private RenewProgram() {}

    static Session session(Path folder, StorageKey key, String proxy, Path authority) {
        NetworkSettings network = new NetworkSettings(proxy, List.of(), List.of(authority), false);
        EncryptedStore store = new EncryptedStore(folder, key, System.out::println);
        return new EntraSession(EntraSession.Surroundings.of(new JdkHttp(network), store, Map.of()));
    }

    /**
     * Has the token of the active connection renewed {@code words[4]} times; {@code words} are folder, key, proxy and
     * file of the authority before. Prints what went wrong.
     */
    public static void main(String[] words) throws Exception {
        StorageKey key = StorageKey.parse(words[1]).orElseThrow();
        try (Session session = session(Path.of(words[0]), key, words[2], Path.of(words[3]))) {
            Connection connection = session.active().orElseThrow();
            TokenAnswer answer = session.token(connection, GRAPH);
            for (int i = 0; i < Integer.parseInt(words[4]); i++) {
                if (!(answer instanceof TokenAnswer.Token held)) {
                    System.out.println(answer);
                    return;
                }
                answer = session.renew(connection, GRAPH, held.token().secret(), "");
            }
            if (!(answer instanceof TokenAnswer.Token)) {
                System.out.println(answer);
            }
        }
    }
}
