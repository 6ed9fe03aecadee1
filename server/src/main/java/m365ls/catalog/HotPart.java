package m365ls.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What completion and the checks of names need. Plain loops over the bytes: this is on the way to the first answer of
 * a process that has just started, where each lambda or stream would cost milliseconds.
 *
 * @param version of the package
 * @param stamp of the program that made the catalogue
 */
record HotPart(String version, String stamp, List<CommandSpec> commands) {

    /** Far more than there are; keeps a damaged file from growing in memory. */
    private static final int MOST_OPTIONS = 200_000;

    static HotPart read(PackedReader in) {
        String[] texts = in.texts();
        String version = texts[in.numberBelow(texts.length)];
        String stamp = texts[in.numberBelow(texts.length)];

        List<List<String>> lists = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            lists.add(textList(in, texts));
        }
        OptionSpec[] options = new OptionSpec[in.count()];
        for (int i = 0; i < options.length; i++) {
            options[i] = option(in, texts, lists);
        }
        OptionSpec[][] globals = new OptionSpec[in.count()][];
        for (int i = 0; i < globals.length; i++) {
            globals[i] = options(in, options);
        }
        CommandSpec[] commands = new CommandSpec[in.count()];
        int read = 0;
        for (int i = 0; i < commands.length; i++) {
            commands[i] = command(in, i, texts, lists, options, globals);
            read += commands[i].options().size();
            if (read > MOST_OPTIONS) {
                throw in.damaged();
            }
        }
        return new HotPart(version, stamp, List.of(commands));
    }

    private static List<String> textList(PackedReader in, String[] texts) {
        String[] list = new String[in.count()];
        for (int i = 0; i < list.length; i++) {
            list[i] = texts[in.numberBelow(texts.length)];
        }
        return List.of(list);
    }

    private static OptionSpec option(PackedReader in, String[] texts, List<List<String>> lists) {
        String name = texts[in.numberBelow(texts.length)];
        String shortName = texts[in.numberBelow(texts.length)];
        int flags = in.numberBelow(1 << 8);
        List<String> values = lists.get(in.numberBelow(lists.size()));
        String defaultValue = texts[in.numberBelow(texts.length)];
        String format = texts[in.numberBelow(texts.length)];
        return new OptionSpec(
                name,
                shortName,
                (flags & 1) != 0,
                type(in, flags >> 5),
                values,
                (flags & 2) != 0,
                (flags & 4) != 0,
                defaultValue,
                format,
                (flags & 8) != 0,
                (flags & 16) != 0);
    }

    private static OptionSpec[] options(PackedReader in, OptionSpec[] options) {
        OptionSpec[] list = new OptionSpec[in.count()];
        for (int i = 0; i < list.length; i++) {
            list[i] = options[in.numberBelow(options.length)];
        }
        return list;
    }

    private static CommandSpec command(
            PackedReader in,
            int index,
            String[] texts,
            List<List<String>> lists,
            OptionSpec[] options,
            OptionSpec[][] globals) {
        String name = texts[in.numberBelow(texts.length)];
        List<String> aliases = lists.get(in.numberBelow(lists.size()));
        String service = texts[in.numberBelow(texts.length)];
        String resource = texts[in.numberBelow(texts.length)];
        int flags = in.numberBelow(1 << 8);
        List<String> outputs = lists.get(in.numberBelow(lists.size()));
        String page = texts[in.numberBelow(texts.length)];
        OptionSpec[] own = options(in, options);
        OptionSpec[] shared = globals[in.numberBelow(globals.length)];
        OptionSpec[] all = Arrays.copyOf(own, own.length + shared.length);
        System.arraycopy(shared, 0, all, own.length, shared.length);
        OptionSet[] sets = new OptionSet[in.count()];
        for (int i = 0; i < sets.length; i++) {
            int kind = in.numberBelow(1 << 3);
            List<String> names = lists.get(in.numberBelow(lists.size()));
            sets[i] = new OptionSet(names, (kind & 1) != 0, (kind & 2) != 0, (kind & 4) != 0);
        }
        return new CommandSpec(
                index,
                name,
                aliases,
                service,
                resource,
                identity(in, flags & 3),
                effect(in, flags >> 2 & 3),
                (flags & 128) != 0,
                unknownOptions(in, flags >> 4 & 3),
                outputs,
                (flags & 64) != 0,
                page,
                List.of(all),
                List.of(sets));
    }

    private static OptionType type(PackedReader in, int number) {
        return switch (number) {
            case 0 -> OptionType.STRING;
            case 1 -> OptionType.NUMBER;
            case 2 -> OptionType.BOOLEAN;
            case 3 -> OptionType.FLAG;
            case 4 -> OptionType.UNTYPED;
            default -> throw in.damaged();
        };
    }

    /** Also of the cold part's permissions. */
    static Identity identity(PackedReader in, int number) {
        return switch (number) {
            case 0 -> Identity.ANY;
            case 1 -> Identity.DELEGATED;
            case 2 -> Identity.APPLICATION;
            default -> throw in.damaged();
        };
    }

    private static Effect effect(PackedReader in, int number) {
        return switch (number) {
            case 0 -> Effect.READ;
            case 1 -> Effect.WRITE;
            case 2 -> Effect.DESTROY;
            default -> throw in.damaged();
        };
    }

    private static UnknownOptions unknownOptions(PackedReader in, int number) {
        return switch (number) {
            case 0 -> UnknownOptions.REFUSED;
            case 1 -> UnknownOptions.PASSED_ON;
            case 2 -> UnknownOptions.DROPPED;
            default -> throw in.damaged();
        };
    }
}
