package m365ls.output;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;

/**
 * JavaScript's {@code undefined} among JSON values: a property that a command names and the service left out. It is
 * missing in printed JSON, and shown in the other modes.
 */
public final class Undefined {

    /** Stands in objects and arrays of Gson. To write it with Gson itself fails, rather than to print a made-up value. */
    public static final JsonElement VALUE = new JsonPrimitive(new Mark());

    private Undefined() {}

    /** Whether {@code value} is {@link #VALUE}. */
    public static boolean is(JsonElement value) {
        return value instanceof JsonPrimitive primitive
                && primitive.isNumber()
                && primitive.getAsNumber() instanceof Mark;
    }

    /** A number, since Gson's primitives take no other type of ours; as in JavaScript, its value is NaN. */
    private static final class Mark extends Number {

        @Override
        public int intValue() {
            return 0;
        }

        @Override
        public long longValue() {
            return 0;
        }

        @Override
        public float floatValue() {
            return Float.NaN;
        }

        @Override
        public double doubleValue() {
            return Double.NaN;
        }

        @Override
        public String toString() {
            return "undefined";
        }
    }
}
