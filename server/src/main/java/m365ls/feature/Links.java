package m365ls.feature;

import java.util.ArrayList;
import java.util.List;
import m365ls.catalog.CommandSpec;
import m365ls.script.Argument;
import m365ls.script.Call;
import m365ls.script.Invocation;
import m365ls.text.Span;

/** The places of a script that lead to documentation. */
public final class Links {

    private Links() {}

    /** The command names, each leading to its page of the documentation. */
    public static List<Link> of(Snapshot snapshot) {
        Calls calls = Calls.of(snapshot);
        List<Link> links = new ArrayList<>();
        for (Invocation invocation : snapshot.script().invocations()) {
            Call call = calls.read(invocation);
            if (call.command().isEmpty()
                    || call.names().isEmpty()
                    || !call.strays().isEmpty()) {
                continue;
            }
            CommandSpec command = call.command().get();
            String page = command.documentation();
            if (Markdown.isWebPage(page)) {
                links.add(new Link(span(call.names()), page, "Documentation of '" + command.name() + "'"));
            }
        }
        return links;
    }

    private static Span span(List<Argument> names) {
        Span first = names.get(0).word().span();
        Span last = names.get(names.size() - 1).word().span();
        return new Span(first.start(), Math.max(first.end(), last.end()));
    }
}
