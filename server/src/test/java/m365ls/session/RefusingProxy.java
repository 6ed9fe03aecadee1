package m365ls.session;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A proxy that leads nowhere: it answers every request with 403. */
final class RefusingProxy implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());

    RefusingProxy() throws IOException {
        Thread thread = new Thread(this::serve, "refusing-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                int newlines = 0;
                for (int next = client.getInputStream().read(); next >= 0 && newlines < 2; ) {
                    newlines = next == '\n' ? newlines + 1 : next == '\r' ? newlines : 0;
                    next = newlines < 2 ? client.getInputStream().read() : next;
                }
                client.getOutputStream()
                        .write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                client.getOutputStream().flush();
            } catch (IOException e) {
                // The client has gone, or the test has ended.
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
