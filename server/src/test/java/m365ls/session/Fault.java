package m365ls.session;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import m365ls.fixtures.tenant.http.Answer;
import m365ls.fixtures.tenant.http.Interference;
import m365ls.fixtures.tenant.http.Json;
import m365ls.fixtures.tenant.http.Match;
import m365ls.fixtures.tenant.http.Reply;
import m365ls.fixtures.tenant.http.Request;

/** What may happen to the requests that lead to tokens. */
public enum Fault implements Interference {
    /** Nothing. */
    NONE {
        @Override
        public Reply reply(Request request, Supplier<Reply> usual) {
            return usual.get();
        }
    },
    /** A refusal that quotes the whole request. */
    REPEATS_THE_FORM {
        @Override
        public Reply reply(Request request, Supplier<Reply> usual) {
            return refusal("The request was " + request.url() + " " + request.text() + " " + headers(request));
        }
    },
    /** A refusal that quotes each value that was sent, without its name. */
    REPEATS_EACH_VALUE {
        @Override
        public Reply reply(Request request, Supplier<Reply> usual) {
            List<String> values = new ArrayList<>(request.form().fields().values());
            values.addAll(request.query().fields().values());
            request.headers().all().values().forEach(values::addAll);
            return refusal(
                    values.stream().map(value -> "'" + value + "' is wrong.").collect(Collectors.joining(" ")));
        }
    },
    /** A refusal with the tokens in its text. */
    TOKENS_IN_A_REFUSAL {
        @Override
        public Reply reply(Request request, Supplier<Reply> usual) {
            return refusal("Instead of " + body(usual));
        }
    },
    /** A fault of the service with the tokens in its page. */
    TOKENS_IN_A_FAULT {
        @Override
        public Reply reply(Request request, Supplier<Reply> usual) {
            return Answer.text(500, "text/html", "<html>" + body(usual) + request.text());
        }
    },
    /** A success that is no JSON, with the tokens in it. */
    TOKENS_IN_NO_JSON {
        @Override
        public Reply reply(Request request, Supplier<Reply> usual) {
            return Answer.text(200, "application/json", "(" + body(usual) + request.text() + ")");
        }
    },
    /** A success whose JSON does not end. */
    TOKENS_IN_BROKEN_JSON {
        @Override
        public Reply reply(Request request, Supplier<Reply> usual) {
            String whole = body(usual);
            return Answer.text(200, "application/json", whole.substring(0, whole.length() - 1));
        }
    },
    /** A success whose members are objects instead of texts. */
    TOKENS_OF_ANOTHER_TYPE {
        @Override
        public Reply reply(Request request, Supplier<Reply> usual) {
            JsonObject wrong = new JsonObject();
            Json.parse(body(usual)).orElseGet(JsonObject::new).entrySet().forEach(member -> {
                JsonObject inner = new JsonObject();
                inner.add("value", member.getValue());
                wrong.add(member.getKey(), inner);
            });
            return Answer.json(200, wrong);
        }
    },
    /** A line that breaks within the tokens. */
    CUT_OFF {
        @Override
        public Reply reply(Request request, Supplier<Reply> usual) {
            String whole = body(usual);
            return new Reply.Cut(Answer.text(200, "application/json", whole), whole.length() - 10);
        }
    },
    /** A line that breaks at once. */
    DROPPED {
        @Override
        public Reply reply(Request request, Supplier<Reply> usual) {
            return new Reply.Dropped();
        }
    };

    /** Requests that lead to tokens: of Entra ID, of a machine's managed identity, of a pipeline. */
    public static final Match FOR_TOKENS = request -> request.path().endsWith("/token")
            || request.path().endsWith("/devicecode")
            || request.path().endsWith("/idtoken")
            || request.path().contains("/userrealm/");

    private static Answer refusal(String description) {
        return Answer.json(
                400, Json.object("error", "invalid_grant", "error_description", "AADSTS50126: " + description));
    }

    private static String headers(Request request) {
        return request.headers().all().toString();
    }

    private static String body(Supplier<Reply> usual) {
        try {
            return ((Answer) usual.get()).text();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
