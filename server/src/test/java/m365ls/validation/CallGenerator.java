package m365ls.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import m365ls.catalog.Catalog;
import m365ls.catalog.CommandSpec;
import m365ls.catalog.CommandText;
import m365ls.catalog.OptionSet;
import m365ls.catalog.OptionSpec;
import m365ls.catalog.OptionType;
import m365ls.script.Argument;
import m365ls.script.Dialect;
import m365ls.script.Invocation;
import m365ls.script.PowerShell;
import m365ls.script.Script;
import m365ls.script.Shell;
import m365ls.script.Value;

/**
 * Makes argument lists of all commands: documented ones, ones put together from what must be given, and changes of both:
 * values of every format, right ones, border cases and near misses; options that are unknown, missing or given twice;
 * every set of options with none, one and several of them.
 */
public final class CallGenerator {

    private static final String GUID = "1caf7dcd-7e83-4c3a-94f7-932a1299c844";

    private static final List<String> GUIDS = List.of(
            GUID,
            GUID.toUpperCase(Locale.ROOT),
            "00000000-0000-0000-0000-000000000000",
            "ffffffff-ffff-ffff-ffff-ffffffffffff",
            "1caf7dcd-7e83-0c3a-94f7-932a1299c844",
            "1caf7dcd7e834c3a94f7932a1299c844",
            "{" + GUID + "}",
            " " + GUID,
            GUID + "," + GUID,
            GUID + ", x",
            "@meId",
            "@MEID ",
            "@guid.txt");

    private static final List<String> PEOPLE = List.of(
            "ada@contoso.com",
            "Ada.L@contoso.onmicrosoft.com",
            "ada@contoso",
            "ada lovelace@contoso.com",
            "ada@contoso.com,bob@contoso.com",
            "ada@contoso.com, bob",
            "@meUserName",
            " @meusername",
            "ada");

    private static final List<String> ADDRESSES = List.of(
            "https://contoso.sharepoint.com",
            "https://contoso.sharepoint.com/sites/hr",
            "https://contoso-admin.sharepoint.com",
            "http://contoso.sharepoint.com",
            "contoso.sharepoint.com",
            "/sites/hr",
            "HTTPS://contoso.sharepoint.com",
            "https://contoso.powerappsportals.com",
            "https://graph.microsoft.com/v1.0/me");

    private static final List<String> DATES = List.of(
            "2026-05-30",
            "2026-06-01",
            "2026-06-02T08:00:00Z",
            "2026-07-01T00:00:00.000Z",
            "2026-05-31T10:00:00.0000000Z",
            "2026-05-31T10:00Z",
            "2026-05-31T10Z",
            "2026-05-31T10:00:00",
            "2026-05-31T10:00:00+02:00",
            "2026-02-30",
            "2026-13-01",
            "2025-06-01",
            "2027-01-01",
            "2019-01-01T00:00:00Z",
            "01/06/2026",
            "2026",
            "PT1H",
            "P1D",
            "P1Y2M10DT2H30M",
            "P",
            "PT");

    private static final List<String> NUMBERS = List.of(
            "0",
            "1",
            "5",
            "-1",
            "100",
            "101",
            "999",
            "1000",
            "1.5",
            "1e3",
            "0x10",
            "007",
            "2",
            "10",
            "25",
            "26",
            "9007199254740993",
            "1e400",
            "NaN",
            "Infinity",
            "5a",
            " 5",
            "1,2",
            "1,x",
            "-5.5");

    private static final List<String> TEXTS = List.of(
            "a",
            "A b",
            "x,y",
            "",
            " ",
            "true",
            "false",
            "null",
            "{}",
            "{\"name\":\"x\"}",
            "{\"a\":1,}",
            "[1,2]",
            "[\"a\"]",
            "{\"a\" 1}",
            "{'a':1}",
            "\"x\"",
            "no-such-value",
            "present.txt",
            "missing.txt",
            "folder",
            "./folder/../data.json",
            "folder/missing/x.json",
            "@data.json",
            "@present.txt",
            "@missing",
            "#fff",
            "#ffaa00",
            "MC123456",
            "19:abc_DEF-1@thread.tacv2",
            "19:abc@thread.v2",
            "19:abc@unq.gbl.spaces",
            "x".repeat(13),
            "y".repeat(121),
            "z".repeat(257),
            "w".repeat(1025),
            "a:b",
            "name:ascending,b:descending",
            "en-us",
            "de",
            "\ud83d\ude00",
            "Text\nwith lines",
            "a=b",
            "--x",
            "-5",
            "C:\\temp\\x.pdf",
            "a@b@c",
            "Read,Write",
            "created,updated",
            "week");

    private final Catalog catalog;
    private final Random random;

    /** @param seed decides what is made */
    public CallGenerator(Catalog catalog, long seed) {
        this.catalog = catalog;
        this.random = new Random(seed);
    }

    /** Argument lists for every command: all documented ones, and {@code each} that are made. */
    public List<List<String>> make(int each) {
        List<List<String>> lists = new ArrayList<>();
        for (CommandSpec command : catalog.commands()) {
            List<List<String>> documented = documented(catalog.text(command));
            lists.addAll(documented);
            for (int i = 0; i < each; i++) {
                List<String> list = !documented.isEmpty() && random.nextInt(3) == 0
                        ? new ArrayList<>(documented.get(random.nextInt(documented.size())))
                        : made(command);
                int changes = random.nextInt(4);
                for (int change = 0; change < changes; change++) {
                    change(command, list);
                }
                lists.add(list);
            }
        }
        return lists;
    }

    /** The calls of the documentation whose arguments are known. */
    private static List<List<String>> documented(CommandText text) {
        List<List<String>> lists = new ArrayList<>();
        for (CommandText.Example example : text.examples()) {
            Dialect dialect = example.language().equals("powershell") ? new PowerShell() : new Shell();
            for (Invocation invocation : Script.parse(dialect, example.code()).invocations()) {
                List<Value> values =
                        invocation.arguments().stream().map(Argument::value).toList();
                if (!values.isEmpty() && values.stream().allMatch(Value::isKnown)) {
                    lists.add(values.stream().map(Value::prefix).toList());
                }
            }
        }
        return lists;
    }

    /** What must be given, and some of the rest, with values that are mostly right. */
    private List<String> made(CommandSpec command) {
        List<String> list = new ArrayList<>(List.of(command.name().split(" ")));
        for (OptionSpec option : command.options()) {
            if (option.required() || (!option.global() && random.nextInt(8) == 0 && !inSet(command, option))) {
                add(list, option);
            }
        }
        for (OptionSet set : command.optionSets()) {
            int count = random.nextInt(10) == 0 ? random.nextInt(3) : set.conditional() ? random.nextInt(2) : 1;
            for (int i = 0; i < count; i++) {
                String name = set.options().get(random.nextInt(set.options().size()));
                command.option(name).filter(o -> !list.contains("--" + name)).ifPresent(o -> add(list, o));
            }
        }
        return list;
    }

    private static boolean inSet(CommandSpec command, OptionSpec option) {
        return command.optionSets().stream().anyMatch(s -> s.options().contains(option.name()));
    }

    private void add(List<String> list, OptionSpec option) {
        boolean asShort = !option.shortName().isEmpty() && random.nextInt(4) == 0;
        String name = asShort ? "-" + option.shortName() : "--" + option.name();
        if (option.type() == OptionType.FLAG || (option.type() == OptionType.BOOLEAN && random.nextBoolean())) {
            list.add(name);
            return;
        }
        String value = value(option);
        if (random.nextInt(12) == 0 || (value.startsWith("-") && random.nextBoolean())) {
            list.add(name + "=" + value);
        } else {
            list.add(name);
            list.add(value);
        }
    }

    private String value(OptionSpec option) {
        if (random.nextInt(6) == 0) {
            return random.nextBoolean() ? any() : nearMiss(option);
        }
        if (!option.values().isEmpty()) {
            return pick(option.values());
        }
        if (option.type() == OptionType.BOOLEAN) {
            return pick(List.of("true", "false", "yes", "No", "1", "0", "ON", "off"));
        }
        String name = option.name().toLowerCase(Locale.ROOT);
        boolean mostly = random.nextInt(3) > 0;
        return switch (option.format()) {
            case "guid", "guid-list" -> mostly ? GUID : pick(GUIDS);
            case "upn", "upn-list" -> mostly ? "ada@contoso.com" : pick(PEOPLE);
            case "date", "date-time", "duration" -> pick(DATES);
            case "number", "integer", "positive-integer", "number-list" -> mostly ? "5" : pick(NUMBERS);
            case "spo-url", "url", "power-pages-url" -> mostly ? ADDRESSES.get(1) : pick(ADDRESSES);
            case "teams-channel-id" -> mostly ? "19:abc_DEF-1@thread.tacv2" : pick(TEXTS);
            case "teams-chat-id" -> mostly ? "19:abc@thread.v2" : pick(TEXTS);
            default ->
                name.contains("url")
                        ? pick(ADDRESSES)
                        : name.endsWith("id") || name.endsWith("ids")
                                ? pick(GUIDS)
                                : name.contains("user") || name.contains("mail") || name.contains("owner")
                                        ? pick(PEOPLE)
                                        : name.contains("date") || name.contains("time")
                                                ? pick(DATES)
                                                : option.type() == OptionType.NUMBER ? pick(NUMBERS) : any();
        };
    }

    private String any() {
        return switch (random.nextInt(8)) {
            case 0 -> pick(GUIDS);
            case 1 -> pick(PEOPLE);
            case 2 -> pick(ADDRESSES);
            case 3 -> pick(DATES);
            case 4, 5 -> pick(NUMBERS);
            default -> pick(TEXTS);
        };
    }

    private String nearMiss(OptionSpec option) {
        String value = option.values().isEmpty() ? any() : pick(option.values());
        return switch (random.nextInt(6)) {
            case 0 -> value.toUpperCase(Locale.ROOT);
            case 1 -> value.toLowerCase(Locale.ROOT);
            case 2 -> value + " ";
            case 3 -> value + "," + value;
            // Half a character cannot be passed to a program.
            case 4 -> value.isEmpty() ? "x" : value.substring(value.offsetByCodePoints(0, 1));
            default -> value + "x";
        };
    }

    private void change(CommandSpec command, List<String> list) {
        switch (random.nextInt(17)) {
            case 0 -> drop(list);
            case 1 -> repeat(list);
            case 2 -> list.add("--" + misspelt(option(command).name()));
            case 3 -> list.addAll(List.of("--noSuchOption", any()));
            case 4 -> dropValue(list);
            case 5, 6, 7, 8 -> add(list, option(command));
            case 9, 10 -> changeValue(list);
            case 11 -> list.addAll(List.of("--" + option(command).name(), any()));
            case 12 -> list.add("--no-" + option(command).name());
            case 13 ->
                list.addAll(List.of(
                        pick(List.of("-o", "--output")),
                        pick(List.of("json", "text", "csv", "md", "none", "xml", "JSON", ""))));
            case 14 -> list.add(pick(List.of("--debug", "--verbose", "--debug=yes", "-d", "--query", "-z=1", "--5")));
            case 15 ->
                command.optionSets()
                        .forEach(s -> command.option(pick(s.options())).ifPresent(o -> add(list, o)));
            default -> list.add("--" + option(command).name() + "=" + any());
        }
    }

    private OptionSpec option(CommandSpec command) {
        return command.options().get(random.nextInt(command.options().size()));
    }

    private String misspelt(String name) {
        int at = random.nextInt(name.length());
        return random.nextBoolean()
                ? name.substring(0, at) + name.substring(at + 1)
                : name.substring(0, at) + "q" + name.substring(at);
    }

    /** Index of an option in {@code list}; -1 if it has none. */
    private int optionIn(List<String> list) {
        List<Integer> at = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).startsWith("-")) {
                at.add(i);
            }
        }
        return at.isEmpty() ? -1 : at.get(random.nextInt(at.size()));
    }

    private static boolean hasValue(List<String> list, int option) {
        return option + 1 < list.size() && !list.get(option + 1).startsWith("-");
    }

    private void drop(List<String> list) {
        int at = optionIn(list);
        if (at >= 0) {
            if (hasValue(list, at)) {
                list.remove(at + 1);
            }
            list.remove(at);
        }
    }

    private void repeat(List<String> list) {
        int at = optionIn(list);
        if (at >= 0) {
            list.addAll(new ArrayList<>(list.subList(at, hasValue(list, at) ? at + 2 : at + 1)));
        }
    }

    private void dropValue(List<String> list) {
        int at = optionIn(list);
        if (at >= 0 && hasValue(list, at)) {
            list.remove(at + 1);
        }
    }

    private void changeValue(List<String> list) {
        int at = optionIn(list);
        if (at >= 0 && hasValue(list, at)) {
            list.set(at + 1, any());
        }
    }

    private String pick(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
