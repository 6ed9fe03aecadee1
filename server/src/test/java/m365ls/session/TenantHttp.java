package m365ls.session;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import m365ls.fixtures.tenant.StandInTenant;
import m365ls.http.Http;
import m365ls.http.HttpAnswer;
import m365ls.http.HttpCall;

/** HTTP to a stand-in tenant, and to nowhere else; the line can be cut. */
final class TenantHttp implements Http {
    private final HttpClient proxied;
    private final HttpClient direct = HttpClient.newHttpClient();
    private volatile boolean away;

    TenantHttp(StandInTenant tenant) {
        proxied = HttpClient.newBuilder()
                .proxy(ProxySelector.of(tenant.proxyAddress()))
                .sslContext(tenant.trust())
                .version(HttpClient.Version.HTTP_1_1)
                .build();
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
        HttpRequest.Builder request = HttpRequest.newBuilder(call.address());
        call.headers().forEach(request::header);
        request.method(call.method(), HttpRequest.BodyPublishers.ofByteArray(call.body()));
        HttpResponse<byte[]> answer = (call.route() == HttpCall.Route.DIRECT ? direct : proxied)
                .send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        return new HttpAnswer(answer.statusCode(), answer.headers().map(), answer.body());
    }
}
