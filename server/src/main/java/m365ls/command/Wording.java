package m365ls.command;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import m365ls.output.Undefined;

/** The ways in which commands of the CLI choose a message from what went wrong; a command keeps to one of them. */
public enum Wording {
    /** The message within the service's error, wherever services put it. */
    SERVICE {
        @Override
        JsonElement ofRefusal(String status, JsonElement body) {
            JsonElement old = Json.at(body, "odata.error", "message");
            if (Json.isTruthy(old)) {
                return Json.at(old, "value");
            }
            if (!Json.isTruthy(body)) {
                return new JsonPrimitive(status);
            }
            for (String[] path : new String[][] {{"error", "message"}, {"message"}, {"error_description"}}) {
                if (Json.isTruthy(Json.at(body, path))) {
                    return Json.at(body, path);
                }
            }
            JsonElement within = Json.at(Json.within(body), "error", "message");
            return Json.isTruthy(within) ? within : body;
        }

        @Override
        JsonElement ofFailure(JsonElement what) {
            JsonElement error = Json.at(what, "error");
            return Json.isTruthy(error) ? ofRefusal("", error) : what;
        }
    },
    /** The message within the service's error with its code before it. */
    SERVICE_WITH_CODE {
        @Override
        JsonElement ofRefusal(String status, JsonElement body) {
            if (!Json.isTruthy(body)) {
                return new JsonPrimitive(status);
            }
            JsonElement old = Json.at(Json.within(body), "odata.error", "message");
            if (!Undefined.is(old)) {
                return Json.at(old, "value");
            }
            JsonElement error = Json.at(body, "error");
            if (!error.isJsonObject()) {
                return body;
            }
            JsonElement message = Json.at(error, "message");
            return Json.isTruthy(Json.at(error, "code"))
                    ? new JsonPrimitive(Json.shown(Json.at(error, "code")) + " - " + Json.shown(message))
                    : message;
        }

        @Override
        JsonElement ofFailure(JsonElement what) {
            JsonElement error = Json.at(what, "error");
            return Json.isTruthy(error) ? ofRefusal("", error) : what;
        }
    },
    /** Just that there was an error, with its status. */
    STATUS {
        @Override
        JsonElement ofRefusal(String status, JsonElement body) {
            return new JsonPrimitive(status);
        }

        @Override
        JsonElement ofFailure(JsonElement what) {
            return what;
        }
    },
    /** That there was an error, with its status and the name of the library that the CLI asks with. */
    LIBRARY {
        @Override
        JsonElement ofRefusal(String status, JsonElement body) {
            return new JsonPrimitive("AxiosError: " + status);
        }

        @Override
        JsonElement ofFailure(JsonElement what) {
            return what;
        }
    },
    /** What Viva Engage gives. */
    ENGAGE {
        @Override
        JsonElement ofRefusal(String status, JsonElement body) {
            JsonElement base = Json.at(body, "base");
            return Json.isTruthy(base) ? base : LIBRARY.ofRefusal(status, body);
        }

        @Override
        JsonElement ofFailure(JsonElement what) {
            return what;
        }
    };

    /** A part of a command. */
    @FunctionalInterface
    public interface Part {
        /** What it hands out. */
        JsonElement run() throws Stop, InterruptedException;
    }

    /** What a part of a command hands out, whose refusals are told in this way, whatever the command's own. */
    public JsonElement of(Part part) throws Stop, InterruptedException {
        try {
            return part.run();
        } catch (Stop stop) {
            if (stop.reason() instanceof Stop.Cause.Refusal refusal) {
                throw new Stop(new Stop.Cause.Failure(message(refusal)));
            }
            throw stop;
        }
    }

    /** The message for an answer with an error. */
    abstract JsonElement ofRefusal(String status, JsonElement body);

    /** The message for what the command itself found wrong. */
    abstract JsonElement ofFailure(JsonElement what);

    /** The message for a failure or a refusal; it may be an object. */
    public JsonElement message(Stop.Cause cause) {
        if (cause instanceof Stop.Cause.Refusal refusal) {
            return ofRefusal("Request failed with status code " + refusal.status(), refusal.body());
        }
        if (cause instanceof Stop.Cause.Failure failure) {
            return ofFailure(failure.what());
        }
        throw new IllegalArgumentException(cause.toString());
    }
}
