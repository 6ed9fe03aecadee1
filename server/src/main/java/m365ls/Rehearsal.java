package m365ls;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A short session with a client that is part of the program: it loads the classes that a start and the first answers
 * need. Each message is sent when the request before it is answered.
 */
final class Rehearsal {

    private static final String SCRIPT = "#!/bin/bash\\nurl=https://contoso.sharepoint.com\\n"
            + "for site in $(m365 spo site list --type TeamSite --output json | jq -r '.[].Url'); do\\n"
            + "  m365 spo web get --url \\\"$site\\\" --query '[0].Title'\\n  m365 spo site gte --url \\\"$url\\\"\\ndone\\nm365 spo site \\n";

    private static final String URI = "file:///rehearsal/script.";

    private static final List<String> LANGUAGES = List.of("shellscript", "powershell");

    /** With a client that asks for diagnostics, and with one that waits for them. */
    static final List<Rehearsal> ALL = List.of(new Rehearsal(true), new Rehearsal(false));

    private static final long LONGEST_ANSWER_SECONDS = 20;

    private final boolean asksForDiagnostics;
    private final Semaphore answered = new Semaphore(0);
    private final Semaphore published = new Semaphore(0);

    private Rehearsal(boolean asksForDiagnostics) {
        this.asksForDiagnostics = asksForDiagnostics;
    }

    /** What the server reads from. */
    @SuppressWarnings("JdkObsolete") // SequenceInputStream takes nothing newer than an enumeration.
    InputStream input() {
        Iterator<String> messages = messages().iterator();
        return new SequenceInputStream(new Enumeration<>() {
            private boolean waits;

            @Override
            public boolean hasMoreElements() {
                return messages.hasNext();
            }

            @Override
            public InputStream nextElement() {
                if (waits) {
                    await(answered);
                }
                String message = messages.next();
                if (!asksForDiagnostics && message.contains("\"shutdown\"")) {
                    await(published);
                }
                waits = message.contains("\"id\":");
                byte[] body = message.getBytes(StandardCharsets.UTF_8);
                byte[] frame =
                        ("Content-Length: " + body.length + "\r\n\r\n" + message).getBytes(StandardCharsets.UTF_8);
                return new ByteArrayInputStream(frame);
            }
        });
    }

    /** What the server writes to. */
    OutputStream output() {
        return new OutputStream() {
            @Override
            public void write(int b) {
                throw new IllegalStateException("messages are written whole");
            }

            @Override
            public void write(byte[] message) {
                write(message, 0, message.length);
            }

            @Override
            public void write(byte[] bytes, int start, int length) {
                String message = new String(bytes, start, length, StandardCharsets.UTF_8);
                if (message.contains("\"result\":") || message.contains("\"error\":")) {
                    answered.release();
                } else if (message.contains("\"textDocument/publishDiagnostics\"")) {
                    published.release();
                }
            }
        };
    }

    private static void await(Semaphore message) {
        try {
            if (!message.tryAcquire(LONGEST_ANSWER_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the server does not answer");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private List<String> messages() {
        Script all = new Script();
        all.request(
                "initialize",
                "{\"processId\":" + ProcessHandle.current().pid()
                        + ",\"rootUri\":null,\"capabilities\":{\"textDocument\":{"
                        + "\"completion\":{\"completionItem\":{\"snippetSupport\":true,\"documentationFormat\":[\"markdown\"]}},"
                        + "\"hover\":{\"contentFormat\":[\"markdown\"]},\"codeAction\":{\"codeActionLiteralSupport\":{"
                        + "\"codeActionKind\":{\"valueSet\":[\"quickfix\"]}}},"
                        + (asksForDiagnostics ? "\"diagnostic\":{}," : "")
                        + "\"publishDiagnostics\":{},"
                        + "\"documentSymbol\":{\"hierarchicalDocumentSymbolSupport\":true},"
                        + "\"semanticTokens\":{\"requests\":{\"full\":true},\"tokenTypes\":[],\"tokenModifiers\":[],\"formats\":[\"relative\"]}},"
                        + "\"experimental\":{\"m365\":{\"commands\":[\"m365.run\",\"m365.openDocumentation\"]}}}}");
        all.tell("initialized", "{}");
        for (String language : LANGUAGES) {
            String uri = "\"" + URI + language + "\"";
            String document = "{\"textDocument\":{\"uri\":" + uri + "}";
            all.tell(
                    "textDocument/didOpen",
                    "{\"textDocument\":{\"uri\":" + uri + ",\"languageId\":\"" + language
                            + "\",\"version\":1,\"text\":\"" + SCRIPT + "\"}}");
            all.request("textDocument/completion", document + ",\"position\":{\"line\":6,\"character\":14}}");
            all.tell(
                    "textDocument/didChange",
                    "{\"textDocument\":{\"uri\":" + uri + ",\"version\":2},\"contentChanges\":[{\"range\":{\"start\":"
                            + "{\"line\":6,\"character\":14},\"end\":{\"line\":6,\"character\":14}},\"text\":\"get --\"}]}");
            all.request("textDocument/completion", document + ",\"position\":{\"line\":6,\"character\":20}}");
            all.request("textDocument/hover", document + ",\"position\":{\"line\":3,\"character\":12}}");
            all.request("textDocument/signatureHelp", document + ",\"position\":{\"line\":3,\"character\":22}}");
            if (asksForDiagnostics) {
                all.request("textDocument/diagnostic", document + "}");
            }
            all.request(
                    "textDocument/codeAction",
                    document
                            + ",\"range\":{\"start\":{\"line\":4,\"character\":0},\"end\":{\"line\":4,\"character\":40}},"
                            + "\"context\":{\"diagnostics\":[]}}");
            for (String method :
                    List.of("documentSymbol", "foldingRange", "documentLink", "codeLens", "semanticTokens/full")) {
                all.request("textDocument/" + method, document + "}");
            }
        }
        all.request("shutdown", "null");
        all.tell("exit", "null");
        return List.copyOf(all.messages);
    }

    /** Messages in the order in which they are sent. */
    private static final class Script {
        private final ArrayList<String> messages = new ArrayList<>();

        void request(String method, String params) {
            messages.add("{\"jsonrpc\":\"2.0\",\"id\":" + (messages.size() + 1) + "," + call(method, params));
        }

        void tell(String method, String params) {
            messages.add("{\"jsonrpc\":\"2.0\"," + call(method, params));
        }

        private static String call(String method, String params) {
            return "\"method\":\"" + method + "\",\"params\":" + params + "}";
        }
    }
}
