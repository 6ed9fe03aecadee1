package m365ls.run;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import m365ls.script.ArgumentList;

/** What a command works on, as its options say: the place, and the thing in it. */
final class Target {

    private static final List<String> PLACES = List.of(
            "webUrl",
            "siteUrl",
            "url",
            "appCatalogUrl",
            "environmentName",
            "environment",
            "tenant",
            "teamName",
            "teamId");

    private static final List<String> THINGS = List.of(
            "listTitle",
            "listId",
            "listUrl",
            "folderUrl",
            "fileUrl",
            "sourceUrl",
            "targetUrl",
            "groupName",
            "groupId",
            "userName",
            "email",
            "mail",
            "title",
            "name",
            "displayName",
            "id",
            "ids",
            "key");

    private Target() {}

    /** In words; empty if no option tells. */
    static String of(ArgumentList call) {
        return Stream.of(first(call, PLACES), first(call, THINGS))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
    }

    private static Optional<String> first(ArgumentList call, List<String> names) {
        return names.stream()
                .flatMap(name -> call.text(name).filter(text -> !text.isBlank()).stream())
                .findFirst();
    }
}
