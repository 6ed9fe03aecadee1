package m365ls.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import m365ls.catalog.CommandText.Example;
import m365ls.catalog.CommandText.Permission;

/**
 * The texts of all commands. They stay compressed, in blocks of a few commands; a block is inflated for each request
 * and not kept, since a hover is far slower to read than a block to inflate.
 */
final class ColdPart implements Function<CommandSpec, CommandText> {

    /** In bytes, inflated; far more than any block needs: 30 KB is usual. Keeps a damaged file from growing in memory. */
    private static final int LARGEST_BLOCK = 4 * 1024 * 1024;

    private final PackedReader payload;
    private final Block[] blocks;
    private final int[] blockOf;
    private final int[] offsets;

    private ColdPart(PackedReader payload, Block[] blocks, int[] blockOf, int[] offsets) {
        this.payload = payload;
        this.blocks = blocks;
        this.blockOf = blockOf;
        this.offsets = offsets;
    }

    static ColdPart read(PackedReader in) {
        int count = in.count();
        int[] rawLengths = new int[count];
        int[] lengths = new int[count];
        for (int i = 0; i < count; i++) {
            rawLengths[i] = in.numberBelow(LARGEST_BLOCK);
            lengths[i] = in.count();
        }
        int commands = in.count();
        int[] blockOf = new int[commands];
        int[] offsets = new int[commands];
        for (int i = 0; i < commands; i++) {
            blockOf[i] = in.numberBelow(count);
            offsets[i] = in.numberBelow(rawLengths[blockOf[i]]);
        }
        Block[] blocks = new Block[count];
        for (int i = 0; i < count; i++) {
            blocks[i] = new Block(in.offset(), lengths[i], rawLengths[i]);
            in.skip(lengths[i]);
        }
        return new ColdPart(in, blocks, blockOf, offsets);
    }

    @Override
    public CommandText apply(CommandSpec command) {
        int i = command.index();
        if (i >= blockOf.length) {
            throw payload.damaged();
        }
        Block block = blocks[blockOf[i]];
        PackedReader raw = payload.at(block.start()).inflated(block.length(), block.rawLength());
        return text(raw.at(offsets[i]));
    }

    /** Where a block lies in the payload, compressed, and how many bytes it stands for. */
    private record Block(int start, int length, int rawLength) {}

    private static CommandText text(PackedReader in) {
        String description = in.text();
        Map<String, String> options = textMap(in);
        List<Permission> permissions = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            Identity identity = HotPart.identity(in, in.number());
            permissions.add(new Permission(identity, in.text(), List.of(in.texts())));
        }
        List<Example> examples = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            examples.add(new Example(in.text(), in.text(), in.text(), in.numberBelow(2) == 1));
        }
        Map<String, String> responses = textMap(in);
        List<String> defaultProperties = List.of(in.texts());
        return new CommandText(description, options, permissions, examples, responses, defaultProperties, in.text());
    }

    private static Map<String, String> textMap(PackedReader in) {
        Map<String, String> map = new HashMap<>();
        for (int left = in.count(); left > 0; left--) {
            map.put(in.text(), in.text());
        }
        return map;
    }
}
