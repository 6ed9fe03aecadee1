package m365ls;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.FileDescriptor;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import m365ls.protocol.Methods;
import m365ls.text.Lines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the code against {@code docs/architecture.md}. */
class ArchitectureTest {

    private static final Path ROOT = Path.of(System.getProperty("repository.root"));

    private static final Map<String, String> LIBRARIES = Map.of(
            "Gson", "com.google.gson",
            "LSP4J", "org.eclipse.lsp4j",
            "picocli", "picocli",
            "gitignore-reader", "nl.basjes.gitignore",
            "java-diff-utils", "com.github.difflib",
            "MSAL4J", "com.microsoft.aad.msal4j");

    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrls(List.of(location(Main.class), location(Methods.class)).stream()
                    .distinct()
                    .toList());

    private static java.net.URL location(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }

    /**
     * A row of the table.
     *
     * @param ours packages it may import, itself among them; empty for all
     * @param libraries first parts of the names of other packages it may import
     */
    private record Row(String name, Set<String> ours, Set<String> libraries) {
        boolean allows(JavaClass other) {
            JavaClass type = other.getBaseComponentType();
            String in = type.getPackageName();
            boolean ofTheJdk = in.startsWith("java.")
                    || Stream.of("javax.crypto", "javax.net", "javax.xml", "org.xml.sax")
                            .anyMatch(in::startsWith);
            if (type.isPrimitive() || ofTheJdk || in.equals("org.jspecify.annotations")) {
                return true;
            }
            if (in.equals("m365ls") || in.startsWith("m365ls.")) {
                return ours.isEmpty() || ours.contains(in);
            }
            return libraries.stream().anyMatch(library -> in.equals(library) || in.startsWith(library + "."));
        }
    }

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(ROOT.resolve("docs/architecture.md"))) {
            String[] cells = line.split("\\|", -1);
            if (cells.length != 5 || !cells[1].contains("`m365ls")) {
                continue;
            }
            List<String> names = names(cells[1]);
            Set<String> ours = new TreeSet<>(names);
            names(cells[2]).forEach(name -> ours.add("m365ls." + name));
            // A package stands for those within it.
            if (ours.contains("m365ls.feature")) {
                ours.add("m365ls.feature.rule");
            }
            Set<String> libraries = Stream.of(cells[3].strip().split(", "))
                    .filter(cell -> !cell.equals("-"))
                    .map(cell -> LIBRARIES.getOrDefault(cell, "unknown library " + cell))
                    .collect(Collectors.toSet());
            for (String name : names) {
                rows.add(new Row(name, cells[2].strip().equals("all") ? Set.of() : ours, libraries));
            }
        }
        return rows;
    }

    private static List<String> names(String cell) {
        List<String> names = new ArrayList<>();
        for (Matcher m = NAME.matcher(cell); m.find(); ) {
            names.add(m.group(1));
        }
        return names;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void packagesImportOnlyWhatTheTableAllows(Row row) {
        classes()
                .that()
                .resideInAPackage(row.name())
                .should()
                .onlyDependOnClassesThat(describe("are allowed by the row " + row, row::allows))
                .check(CLASSES);
    }

    @Test
    void theTableNamesEveryPackage() throws IOException {
        Set<String> named = rows().stream().map(Row::name).collect(Collectors.toCollection(TreeSet::new));
        Set<String> existing =
                CLASSES.stream().map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(existing, named);
    }

    @Test
    void packagesDependOnEachOtherInOneDirection() {
        slices().matching("m365ls.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m365ls.text..",
                "m365ls.query..",
                "m365ls.output..",
                "m365ls.script..",
                "m365ls.validation..",
                "m365ls.feature..",
                "m365ls.protocol.."
            })
    void factsAndFeaturesDoNoInputAndKnowNoThreads(String name) {
        noClasses()
                .that()
                .resideInAPackage(name)
                .should()
                .dependOnClassesThat(describe("do I/O or know threads", ArchitectureTest::isOutside))
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .check(CLASSES);
    }

    private static boolean isOutside(JavaClass type) {
        boolean address = type.isEquivalentTo(URI.class) || type.isEquivalentTo(URISyntaxException.class);
        return !address
                && Stream.of("java.io", "java.net", "java.nio.file", "java.util.concurrent")
                        .anyMatch(in -> type.getPackageName().equals(in)
                                || type.getPackageName().startsWith(in + "."));
    }

    @Test
    void onlyTheStartAndTheLogTouchStandardStreams() {
        for (String stream : List.of("in", "out", "err")) {
            noClasses()
                    .that()
                    .resideOutsideOfPackages("m365ls", "m365ls.log")
                    .should()
                    .accessField(System.class, stream)
                    .orShould()
                    .accessField(FileDescriptor.class, stream)
                    .check(CLASSES);
        }
    }

    @Test
    void onlyOneClassMakesColumnsOfTheProtocol() {
        noClasses()
                .that()
                .resideInAPackage("m365ls.lsp")
                .and()
                .doNotHaveSimpleName("Columns")
                .should()
                .callMethod(Lines.class, "columnAt", int.class)
                .orShould()
                .callMethod(Lines.class, "offsetAt", int.class, int.class)
                .check(CLASSES);
    }

    @Test
    void onlyTheStartEndsTheProcess() {
        noClasses()
                .that()
                .resideOutsideOfPackage("m365ls")
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .check(CLASSES);
    }

    @Test
    void startingTheServerLoadsNothingOfTheCommandLine() {
        classes()
                .that()
                .areAssignableTo(Main.class)
                .should()
                .onlyDependOnClassesThat(describe(
                        "are not of picocli", other -> !other.getPackageName().startsWith("picocli")))
                .check(CLASSES);
    }

    @Test
    void namesSayWhatAClassIs() {
        for (String ending : List.of("Manager", "Processor", "Helper", "Util", "Utils", "Impl")) {
            noClasses().should().haveSimpleNameEndingWith(ending).check(CLASSES);
        }
        noClasses().should().haveSimpleNameStartingWith("Abstract").check(CLASSES);
    }

    @Test
    void everyPackageSaysWhatItNeverDoes() throws IOException {
        for (String module : List.of("server", "protocol")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
                Map<Path, List<Path>> byFolder = files.filter(f -> f.toString().endsWith(".java"))
                        .collect(Collectors.groupingBy(Path::getParent));
                assertFalse(byFolder.isEmpty());
                for (Path folder : byFolder.keySet()) {
                    String text = Files.readString(folder.resolve("package-info.java"));
                    assertTrue(text.contains("Never:") && text.contains("@NullMarked"), folder.toString());
                }
            }
        }
    }
}
