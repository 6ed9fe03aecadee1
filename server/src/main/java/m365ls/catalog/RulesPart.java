package m365ls.catalog;

import java.util.List;
import java.util.function.Function;
import m365ls.catalog.CommandRules.Field;
import m365ls.catalog.CommandRules.Tree;

/** The rules of all commands. Only where each tree and text begins is known; they are decoded when asked for. */
final class RulesPart implements Function<CommandSpec, CommandRules> {

    /** Trees made from real packages are less than 40 deep. */
    private static final int DEEPEST = 500;

    private final PackedReader payload;
    private final int[] textStarts;
    private final boolean[] zod;
    private final int[] treeStarts;

    private RulesPart(PackedReader payload, int[] textStarts, boolean[] zod, int[] treeStarts) {
        this.payload = payload;
        this.textStarts = textStarts;
        this.zod = zod;
        this.treeStarts = treeStarts;
    }

    static RulesPart read(PackedReader in) {
        int[] textStarts = new int[in.count()];
        for (int i = 0; i < textStarts.length; i++) {
            textStarts[i] = in.offset();
            in.skip(in.count());
        }
        int commands = in.count();
        boolean[] zod = new boolean[commands];
        int[] lengths = new int[commands];
        for (int i = 0; i < commands; i++) {
            zod[i] = in.numberBelow(2) == 1;
            lengths[i] = in.count();
        }
        int[] treeStarts = new int[commands];
        for (int i = 0; i < commands; i++) {
            treeStarts[i] = in.offset();
            in.skip(lengths[i]);
        }
        return new RulesPart(in, textStarts, zod, treeStarts);
    }

    @Override
    public CommandRules apply(CommandSpec command) {
        int i = command.index();
        if (i >= zod.length) {
            throw payload.damaged();
        }
        return new CommandRules(zod[i] ? "zod" : "legacy", tree(payload.at(treeStarts[i]), 0));
    }

    private Tree tree(PackedReader in, int depth) {
        if (depth > DEEPEST) {
            throw in.damaged();
        }
        int node = in.number();
        int argument = node >> 3;
        return switch (node & 7) {
            case 0 -> new Tree.Nothing();
            case 1 -> new Tree.Bool(false);
            case 2 -> new Tree.Bool(true);
            case 3 -> new Tree.Num(argument);
            case 4 -> new Tree.Num(in.real());
            case 5 -> new Tree.Text(text(in, argument));
            case 6 -> items(in, argument, depth);
            default -> fields(in, argument, depth);
        };
    }

    private Tree items(PackedReader in, int count, int depth) {
        Tree[] items = new Tree[in.checkedCount(count)];
        for (int i = 0; i < count; i++) {
            items[i] = tree(in, depth + 1);
        }
        return new Tree.Items(List.of(items));
    }

    private Tree fields(PackedReader in, int count, int depth) {
        Field[] fields = new Field[in.checkedCount(count)];
        for (int i = 0; i < count; i++) {
            String name = text(in, in.number());
            fields[i] = new Field(name, tree(in, depth + 1));
        }
        return new Tree.Fields(List.of(fields));
    }

    private String text(PackedReader in, int place) {
        if (place >= textStarts.length) {
            throw in.damaged();
        }
        return payload.at(textStarts[place]).text();
    }
}
