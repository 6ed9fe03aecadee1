package m365ls.session;

import java.io.IOException;
import m365ls.fixtures.tenant.StandInTenant;
import m365ls.http.Http;
import m365ls.http.HttpAnswer;
import m365ls.http.HttpCall;
import m365ls.http.JdkHttp;
import m365ls.http.NetworkSettings;

/** HTTP as users have it, through the proxy of a stand-in tenant to nowhere else; the line can be cut. */
final class TenantHttp implements Http {
    private final Http http;
    private volatile boolean away;

    TenantHttp(StandInTenant tenant) {
        http = new JdkHttp(NetworkSettings.of(tenant.proxyEnvironment()));
    }

    /** Whether the network is away. */
    void setAway(boolean away) {
        this.away = away;
    }

    @Override
    public HttpAnswer send(HttpCall call) throws IOException, InterruptedException {
        if (away) {
            throw new IOException("no network");
        }
        return http.send(call);
    }
}
