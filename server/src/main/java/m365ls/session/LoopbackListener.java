package m365ls.session;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits on 127.0.0.1 for the one answer of a sign-in in the browser (RFC 8252, 7.3).
 *
 * <p>Only a request with our {@code state}, for our host, counts; whatever else comes is refused and changes nothing. The
 * pages say nothing of what was sent.
 */
final class LoopbackListener implements AutoCloseable {

    /**
     * What the browser brought.
     *
     * @param code to be redeemed; empty if Entra ID refused
     * @param error of OAuth; empty if there is none
     * @param description of the error
     */
    record Answer(Secret code, String error, String description) {}

    private static final int LARGEST_HEAD = 16 * 1024;
    private static final int LARGEST_BODY = 64 * 1024;
    private static final int PATIENCE_MILLISECONDS = 5_000;

    private record Request(String method, String target, List<String> hosts, String body) {}

    private final ServerSocket socket;
    private final String state;
    private final ExecutorService executor;
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();

    /**
     * Begins to listen on a free port.
     *
     * @param state that the answer has to bring
     */
    LoopbackListener(String state, ExecutorService executor) throws IOException {
        this.state = state;
        this.executor = executor;
        socket = new ServerSocket(0, 16, InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1}));
        executor.execute(this::accept);
    }

    /** Where the browser is to go; Entra ID compares it without the port with what is registered. */
    URI address() {
        return URI.create("http://localhost:" + socket.getLocalPort());
    }

    /** The answer; empty if none came in time. */
    Optional<Answer> await(Duration time) throws InterruptedException {
        try {
            return Optional.of(answer.get(time.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The answer is in, or nobody waits for it any more: the port is free again. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // There is nobody left whom it could disturb.
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                executor.execute(() -> serve(client));
            } catch (IOException | RejectedExecutionException e) {
                close();
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setSoTimeout(PATIENCE_MILLISECONDS);
            Optional<Request> request = read(client.getInputStream());
            int status = request.map(this::take).orElse(400);
            client.getOutputStream().write(page(status));
            client.getOutputStream().flush();
        } catch (IOException e) {
            // Whoever it was has gone, and may come again.
        }
    }

    private int take(Request request) {
        int port = socket.getLocalPort();
        boolean ours = request.hosts().size() == 1
                && List.of("localhost:" + port, "127.0.0.1:" + port)
                        .contains(request.hosts().get(0).toLowerCase(Locale.ROOT));
        if (!ours) {
            return 421;
        }
        String[] target = request.target().split("\\?", 2);
        if (!target[0].equals("/")) {
            return 404;
        }
        boolean posted = request.method().equals("POST");
        if (!posted && !request.method().equals("GET")) {
            return 405;
        }
        Map<String, List<String>> fields = fields(posted ? request.body() : target.length < 2 ? "" : target[1]);
        Optional<String> code = only(fields, "code");
        Optional<String> error = only(fields, "error");
        if (!only(fields, "state").filter(this::isOurs).isPresent() || code.isPresent() == error.isPresent()) {
            return 400;
        }
        Answer brought = new Answer(
                Secret.of(code.orElse("")),
                error.orElse(""),
                only(fields, "error_description").orElse(""));
        return answer.complete(brought) ? 200 : 410;
    }

    private boolean isOurs(String given) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), state.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> only(Map<String, List<String>> fields, String name) {
        List<String> values = fields.getOrDefault(name, List.of());
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    private static Map<String, List<String>> fields(String form) {
        Map<String, List<String>> fields = new HashMap<>();
        for (String pair : form.split("&")) {
            String[] parts = pair.split("=", 2);
            try {
                fields.computeIfAbsent(decoded(parts[0]), name -> new ArrayList<>())
                        .add(parts.length < 2 ? "" : decoded(parts[1]));
            } catch (IllegalArgumentException e) {
                return Map.of();
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** A request read whole; empty if it is none, or too large. */
    private static Optional<Request> read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!endsWithEmptyLine(head)) {
            int next = in.read();
            if (next < 0 || head.size() >= LARGEST_HEAD) {
                return Optional.empty();
            }
            head.write(next);
        }
        String[] lines = head.toString(StandardCharsets.ISO_8859_1).split("\r\n");
        String[] first = lines.length == 0 ? new String[0] : lines[0].split(" ");
        if (first.length != 3) {
            return Optional.empty();
        }
        List<String> hosts = new ArrayList<>();
        int length = 0;
        for (int i = 1; i < lines.length; i++) {
            String[] header = lines[i].split(":", 2);
            if (header.length == 2 && header[0].equalsIgnoreCase("Host")) {
                hosts.add(header[1].strip());
            } else if (header.length == 2 && header[0].equalsIgnoreCase("Content-Length")) {
                length = header[1].strip().matches("\\d{1,6}") ? Integer.parseInt(header[1].strip()) : LARGEST_BODY + 1;
            }
        }
        if (length > LARGEST_BODY) {
            return Optional.empty();
        }
        byte[] body = in.readNBytes(length);
        return body.length < length
                ? Optional.empty()
                : Optional.of(new Request(first[0], first[1], hosts, new String(body, StandardCharsets.ISO_8859_1)));
    }

    private static boolean endsWithEmptyLine(ByteArrayOutputStream head) {
        byte[] bytes = head.size() < 4 ? new byte[0] : head.toByteArray();
        int end = bytes.length;
        return end >= 4
                && bytes[end - 1] == '\n'
                && bytes[end - 2] == '\r'
                && bytes[end - 3] == '\n'
                && bytes[end - 4] == '\r';
    }

    private static byte[] page(int status) {
        String words = status == 200
                ? "The answer has arrived. You can close this page and return to where you came from."
                : status == 410 ? "An answer has arrived before." : "Nothing was expected here.";
        String html = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Sign-in</title><p>" + words
                + "</p></html>";
        byte[] body = html.getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 " + status + " " + (status == 200 ? "OK" : "Refused") + "\r\n"
                + "Content-Type: text/html; charset=utf-8\r\n"
                + "Content-Length: " + body.length + "\r\n"
                + "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n"
                + "Referrer-Policy: no-referrer\r\n"
                + "X-Content-Type-Options: nosniff\r\n"
                + "Cache-Control: no-store\r\n"
                + "Connection: close\r\n\r\n";
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        page.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        page.writeBytes(body);
        return page.toByteArray();
    }
}
