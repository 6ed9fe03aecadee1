package m365ls.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import m365ls.lsp.FramingTarget;
import m365ls.lsp.SyncTarget;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Runs every target on what was found before and on random bytes: {@code -Dfuzz.inputs=N} for N of them each, {@code
 * -Dfuzz.seed=S} for the same ones as in another run.
 */
class FuzzTest {

    private static final Path FOUND =
            Path.of(System.getProperty("repository.root")).resolve("test-fixtures/fuzz");

    private static final int LONGEST = 300;

    private static final long SEED = Long.getLong("fuzz.seed", System.nanoTime());

    /** The targets, and how many random inputs take some seconds. */
    enum Target {
        FRAMING(2_000) {
            @Override
            void run(byte[] input) {
                FramingTarget.fuzzerTestOneInput(input);
            }
        },
        SYNC(3_000) {
            @Override
            void run(byte[] input) {
                SyncTarget.fuzzerTestOneInput(input);
            }
        },
        FEATURES(300) {
            @Override
            void run(byte[] input) {
                FeaturesTarget.fuzzerTestOneInput(input);
            }
        },
        RULES(10_000) {
            @Override
            void run(byte[] input) {
                RulesTarget.fuzzerTestOneInput(input);
            }
        };

        private final int inputs;

        Target(int inputs) {
            this.inputs = inputs;
        }

        abstract void run(byte[] input);
    }

    @ParameterizedTest
    @EnumSource
    void holdsForRandomBytes(Target target) {
        Random random = new Random(SEED);
        long inputs = Long.getLong("fuzz.inputs", target.inputs);
        for (long i = 0; i < inputs; i++) {
            byte[] input = new byte[random.nextInt(LONGEST)];
            random.nextBytes(input);
            try {
                target.run(input);
            } catch (RuntimeException | Error e) {
                throw new AssertionError(
                        "seed " + SEED + ", input " + i + ", to be kept as a file of " + FOUND.getFileName() + ": "
                                + HexFormat.of().formatHex(input),
                        e);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void holdsForWhatWasFound(Target target) throws IOException {
        String prefix = target.name().toLowerCase(java.util.Locale.ROOT) + "-";
        List<Path> files;
        try (Stream<Path> all = Files.list(FOUND)) {
            files = all.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            try {
                target.run(HexFormat.of().parseHex(Files.readString(file).strip()));
            } catch (RuntimeException | Error e) {
                throw new AssertionError(file.toString(), e);
            }
        }
        assertEquals(false, files.isEmpty(), "a file for each target, so that this is known to read them");
    }
}
