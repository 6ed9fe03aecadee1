package m365ls.validation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import m365ls.text.JavaScriptNumbers;
import m365ls.validation.JsValue.Nothing;
import m365ls.validation.JsValue.Num;
import m365ls.validation.JsValue.Text;
import m365ls.validation.JsValue.Unknown;

/** JavaScript's own functions, and those that ask the world outside. */
final class Outsides {

    private Outsides() {}

    /** A member of something outside. */
    static JsValue member(JsValue.Outside outside, String name, Run run) {
        World world = run.world;
        return switch (outside.name() + "." + name) {
            case "process.platform" -> world.platform().map(JsValue::of).orElse(Unknown.TEXT);
            case "process.env" ->
                world.environment().<JsValue>map(Outsides::texts).orElse(new JsValue.Fields(false));
            // Fixed in the tool's code.
            case "cli.helpModes" -> texts("options", "examples", "remarks", "permissions", "response", "full");
            case "cli.helpTargets" -> texts("console", "web");
            case "Number.MAX_SAFE_INTEGER" -> JsValue.of(9007199254740991.0);
            case "Number.MIN_SAFE_INTEGER" -> JsValue.of(-9007199254740991.0);
            default ->
                // Members of JavaScript's own objects are functions, which may be passed on by name.
                Character.isUpperCase(outside.name().charAt(0))
                        ? new JsValue.Outside(outside.name() + "." + name)
                        : Unknown.ANYTHING;
        };
    }

    private static JsValue texts(String... texts) {
        return new JsValue.Items(Arrays.stream(texts).map(JsValue::of).toList());
    }

    private static JsValue.Fields texts(Map<String, String> map) {
        JsValue.Fields fields = new JsValue.Fields(true);
        map.forEach((name, value) -> fields.map.put(name, JsValue.of(value)));
        return fields;
    }

    /** Calls a function; with a method's name, the method of an object. */
    static JsValue call(JsValue called, String method, List<JsValue> arguments, Run run) {
        if (!(called instanceof JsValue.Outside outside)) {
            run.mayThrow = true;
            return Unknown.ANYTHING;
        }
        JsValue first = Builtins.argument(arguments, 0);
        String name = method.isEmpty() ? outside.name() : outside.name() + "." + method;
        return switch (name) {
            case "isNaN" ->
                Operators.number(first) instanceof Num num ? JsValue.of(Double.isNaN(num.value())) : Unknown.BOOLEAN;
            case "Number" -> arguments.isEmpty() ? JsValue.of(0) : Operators.number(first);
            case "String" -> arguments.isEmpty() ? JsValue.of("") : Operators.text(first);
            case "Boolean" -> Operators.truth(first).value();
            case "parseInt", "Number.parseInt" -> parseInt(first, Builtins.argument(arguments, 1));
            case "parseFloat", "Number.parseFloat" -> parseFloat(first);
            case "Number.isInteger" -> isInteger(first, Double.POSITIVE_INFINITY);
            case "Number.isSafeInteger" -> isInteger(first, 9007199254740991.0);
            case "Math.ceil" ->
                Operators.number(first) instanceof Num num ? JsValue.of(Math.ceil(num.value())) : number();
            case "Math.floor" ->
                Operators.number(first) instanceof Num num ? JsValue.of(Math.floor(num.value())) : number();
            case "JSON.parse" -> parseJson(first, run);
            case "JSON.stringify" -> Json.write(first);
            case "Object.keys" -> new JsValue.Items(Builtins.names(first));
            case "Object.values" ->
                new JsValue.Items(Builtins.names(first).stream()
                        .map(n -> Builtins.element(first, n, run))
                        .toList());
            case "Object.entries" ->
                new JsValue.Items(Builtins.names(first).stream()
                        .map(n -> new JsValue.Items(List.of(n, Builtins.element(first, n, run))))
                        .toList());
            case "Array.isArray" ->
                first.isKnown()
                        ? JsValue.of(first instanceof JsValue.Items)
                        : Operators.same(first, Nothing.NULL).value();
            case "Array.from" -> from(first, Builtins.argument(arguments, 1), run);
            case "Object.prototype.hasOwnProperty.call" ->
                Builtins.has(ownMembers(first), Builtins.argument(arguments, 1)).value();
            case "Date.now" -> JsValue.of(Dates.now(run));
            case "Date.parse" -> JsValue.of(Dates.parse(first, run));
            case "fs.existsSync" -> exists(first, run).value();
            case "fs.lstatSync", "fs.statSync" -> kind(first, run);
            case "fs.readFileSync" -> content(first, run);
            case "path.resolve" -> resolve(arguments, run);
            case "path.dirname" -> path(first, true, run);
            case "path.basename" -> path(first, false, run);
            case "chalk.grey" -> Operators.text(first);
            case "cli.getClientId" -> setting(run.world, "clientId", "CLIMICROSOFT365_ENTRAAPPID", Nothing.UNDEFINED);
            case "cli.getTenant" -> setting(run.world, "tenantId", "CLIMICROSOFT365_TENANT", JsValue.of("common"));
            case "cli.getConfig" -> new JsValue.Outside("settings");
            case "settings.get" -> setting(run.world, first);
            case "auth.getAllConnections" -> connections(run.world);
            default -> throw new GiveUp(name);
        };
    }

    private static JsValue from(JsValue values, JsValue change, Run run) {
        List<JsValue> list = new ArrayList<>();
        if (values instanceof JsValue.Fields fields && run.read(fields, "length") instanceof Num length) {
            run.steps((int) length.value());
            for (int i = 0; i < length.value(); i++) {
                list.add(run.read(fields, Integer.toString(i)));
            }
        } else {
            list.addAll(Builtins.iterated(values));
        }
        for (int i = 0; !change.isNothing() && i < list.size(); i++) {
            list.set(i, Builtins.invoke(change, List.of(list.get(i), JsValue.of(i)), run));
        }
        return new JsValue.Items(list);
    }

    private static JsValue ownMembers(JsValue value) {
        if (value.isNothing()) {
            throw Thrown.type("Cannot convert undefined or null to object");
        }
        boolean simple = value instanceof Num || value instanceof JsValue.Bool || value instanceof Text;
        return simple ? new JsValue.Fields(true) : value;
    }

    private static JsValue number() {
        return new JsValue.SomeNumber(Double.NEGATIVE_INFINITY, true);
    }

    private static JsValue isInteger(JsValue value, double most) {
        if (value instanceof Num num) {
            return JsValue.of(num.value() % 1 == 0 && Math.abs(num.value()) <= most && Double.isFinite(num.value()));
        }
        boolean maybe = value instanceof JsValue.SomeNumber
                || (value instanceof Unknown unknown
                        && unknown.kind() != Unknown.Kind.TEXT
                        && unknown.kind() != Unknown.Kind.BOOLEAN);
        return maybe ? Unknown.BOOLEAN : JsValue.Bool.FALSE;
    }

    private static JsValue parseInt(JsValue value, JsValue radix) {
        if (!(Operators.text(value) instanceof Text text)
                || !(radix.isNothing() || (radix instanceof Num num && num.value() == 10))) {
            return number();
        }
        String trimmed = JavaScriptNumbers.trim(text.value());
        boolean negative = trimmed.startsWith("-");
        String unsigned = negative || trimmed.startsWith("+") ? trimmed.substring(1) : trimmed;
        boolean hexadecimal = radix.isNothing() && (unsigned.startsWith("0x") || unsigned.startsWith("0X"));
        int end = hexadecimal ? 2 : 0;
        while (end < unsigned.length()
                && unsigned.charAt(end) < 'g'
                && Character.digit(unsigned.charAt(end), hexadecimal ? 16 : 10) >= 0) {
            end++;
        }
        String digits = unsigned.substring(0, end);
        double number = digits.isEmpty() || (hexadecimal && end == 2) ? Double.NaN : JavaScriptNumbers.number(digits);
        return JsValue.of(negative ? -number : number);
    }

    private static JsValue parseFloat(JsValue value) {
        if (!(Operators.text(value) instanceof Text text)) {
            return number();
        }
        String trimmed = JavaScriptNumbers.trim(text.value());
        // The longest beginning that is a decimal number.
        for (int end = Math.min(trimmed.length(), 400); end > 0; end--) {
            String start = trimmed.substring(0, end);
            if (start.chars().allMatch(c -> "0123456789+-.eE".indexOf(c) >= 0 || "Infinity".indexOf(c) >= 0)
                    && !Double.isNaN(JavaScriptNumbers.number(start))) {
                return JsValue.of(JavaScriptNumbers.number(start));
            }
        }
        return JsValue.of(Double.NaN);
    }

    private static JsValue parseJson(JsValue value, Run run) {
        if (Operators.text(value) instanceof Text text) {
            if (value.isNothing() || value instanceof JsValue.Fields) {
                if (value == Nothing.NULL) {
                    return Nothing.NULL;
                }
                throw Thrown.error("SyntaxError", "\"" + text.value() + "\" is not valid JSON");
            }
            run.steps(text.value().length() / 8);
            return Json.parse(text.value());
        }
        run.mayThrow = true;
        return Unknown.ANYTHING;
    }

    private static World.FileKind file(JsValue path, Run run) {
        if (!(path instanceof Text text)) {
            return path.isKnown() ? World.FileKind.ABSENT : World.FileKind.UNKNOWN;
        }
        return text.value().isEmpty()
                ? World.FileKind.ABSENT
                : run.world.files().apply(text.value());
    }

    private static Truth exists(JsValue path, Run run) {
        return switch (file(path, run)) {
            case ABSENT -> Truth.FALSE;
            case FILE, FOLDER -> Truth.TRUE;
            case UNKNOWN -> Truth.UNKNOWN;
        };
    }

    private static JsValue kind(JsValue path, Run run) {
        World.FileKind kind = file(path, run);
        if (kind == World.FileKind.ABSENT) {
            String text = Operators.text(path) instanceof Text known ? known.value() : "";
            throw Thrown.error("Error", "ENOENT: no such file or directory, lstat '" + text + "'");
        }
        boolean known = kind != World.FileKind.UNKNOWN;
        run.mayThrow |= !known;
        JsValue.Fields stat = new JsValue.Fields(false);
        stat.map.put("isDirectory", answer(known ? JsValue.of(kind == World.FileKind.FOLDER) : Unknown.BOOLEAN));
        stat.map.put("isFile", answer(known ? JsValue.of(kind == World.FileKind.FILE) : Unknown.BOOLEAN));
        return stat;
    }

    private static JsValue answer(JsValue value) {
        return (JsValue.Function) (run, self, arguments) -> value;
    }

    private static JsValue content(JsValue path, Run run) {
        Optional<String> content =
                path instanceof Text text ? run.world.contents().apply(text.value()) : Optional.empty();
        run.mayThrow |= content.isEmpty();
        return content.map(JsValue::of).orElse(Unknown.TEXT);
    }

    /** {@code path.resolve}, where paths are written with slashes. */
    private static JsValue resolve(List<JsValue> arguments, Run run) {
        Optional<String> folder = run.world.folder();
        if (folder.isEmpty() || !hasSlashes(run)) {
            return Unknown.TEXT;
        }
        String whole = folder.get();
        for (int i = 0; i < arguments.size(); i++) {
            if (!arguments.get(i).isKnown()) {
                return Unknown.TEXT;
            }
            String path = path(arguments.get(i), "paths[" + i + "]");
            whole = path.startsWith("/") ? path : whole + "/" + path;
        }
        Deque<String> steps = new ArrayDeque<>();
        for (String step : Arrays.asList(whole.split("/", -1))) {
            if (step.equals("..")) {
                steps.pollLast();
            } else if (!step.isEmpty() && !step.equals(".")) {
                steps.add(step);
            }
        }
        return JsValue.of("/" + String.join("/", steps));
    }

    private static boolean hasSlashes(Run run) {
        return run.world.platform().filter(p -> !p.equals("win32")).isPresent();
    }

    /** Node.js takes only texts for paths. */
    private static String path(JsValue path, String parameter) {
        if (path instanceof Text text) {
            return text.value();
        }
        String received = path.isNothing()
                ? "undefined"
                : path instanceof JsValue.Items
                        ? "an instance of Array"
                        : "type " + known(Operators.typeOf(path)) + " (" + known(Operators.text(path)) + ")";
        throw Thrown.type("The \"" + parameter + "\" argument must be of type string. Received " + received);
    }

    private static String known(JsValue text) {
        return text instanceof Text known ? known.value() : "";
    }

    /** {@code path.dirname} or {@code path.basename}, where paths are written with slashes. */
    private static JsValue path(JsValue path, boolean folder, Run run) {
        if (!hasSlashes(run) || !path.isKnown()) {
            return Unknown.TEXT;
        }
        String whole = path(path, "path");
        int end = whole.length();
        while (end > 1 && whole.charAt(end - 1) == '/') {
            end--;
        }
        int slash = whole.lastIndexOf('/', end - 1);
        if (!folder) {
            return JsValue.of(whole.substring(slash + 1, end));
        }
        return JsValue.of(slash < 0 ? "." : slash == 0 ? "/" : whole.substring(0, slash));
    }

    private static JsValue setting(World world, JsValue name) {
        if (world.settings().isEmpty() || !(name instanceof Text text)) {
            return Unknown.ANYTHING;
        }
        String value = world.settings().get().get(text.value());
        return value == null ? Nothing.UNDEFINED : JsValue.of(value);
    }

    private static JsValue setting(World world, String name, String variable, JsValue otherwise) {
        JsValue setting = setting(world, JsValue.of(name));
        if (setting != Nothing.UNDEFINED) {
            return setting;
        }
        if (world.environment().isEmpty()) {
            return Unknown.ANYTHING;
        }
        String value = world.environment().get().get(variable);
        return value == null ? otherwise : JsValue.of(value);
    }

    private static JsValue connections(World world) {
        if (world.connections().isEmpty()) {
            throw new GiveUp("the connections are not known");
        }
        return new JsValue.Items(world.connections().get().stream()
                .map(name -> {
                    JsValue.Fields connection = new JsValue.Fields(false);
                    connection.map.put("name", JsValue.of(name));
                    return connection;
                })
                .toList());
    }
}
