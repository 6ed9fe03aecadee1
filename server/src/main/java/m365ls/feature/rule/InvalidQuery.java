package m365ls.feature.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import m365ls.feature.Finding;
import m365ls.feature.Fix;
import m365ls.feature.NearNames;
import m365ls.feature.Severity;
import m365ls.query.Expression;
import m365ls.query.Function;
import m365ls.query.Parsed;
import m365ls.query.Problem;
import m365ls.query.Query;
import m365ls.script.Call;
import m365ls.script.Piece;
import m365ls.script.Word;
import m365ls.text.Span;

/** A {@code --query} is no JMESPath expression. The tool only notices once the command has run. */
final class InvalidQuery implements Rule {

    private static final List<String> FUNCTIONS =
            Arrays.stream(Function.values()).map(Function::written).toList();

    @Override
    public String id() {
        return "invalid-query";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public String summary() {
        return "A `--query` is no JMESPath expression.";
    }

    @Override
    public void check(Subject subject, Report report) {
        if (subject.reachedCommand().isEmpty()) {
            return;
        }
        for (Call.Given given : subject.given()) {
            if (isQuery(given)) {
                Subject.knownValue(given).ifPresent(query -> check(subject, given, query, report));
                return;
            }
        }
    }

    private static boolean isQuery(Call.Given given) {
        return given.option().isPresent()
                && given.option().get().global()
                && given.option().get().name().equals("query");
    }

    private void check(Subject subject, Call.Given given, String query, Report report) {
        if (!query.isEmpty()) {
            fault(query).ifPresent(fault -> report.add(finding(subject, given, query, fault)));
        }
    }

    /**
     * What is wrong with a query.
     *
     * @param span where in it
     * @param names what may be meant by a name that is not known, the nearest first
     */
    private record Fault(Span span, String message, List<String> names) {}

    private static Optional<Fault> fault(String query) {
        Parsed parsed = Query.parse(query);
        if (parsed instanceof Problem problem) {
            String message = "This is no JMESPath expression: " + problem.message();
            return Optional.of(new Fault(problem.span(), message, List.of()));
        }
        return parsed instanceof Query read ? fault(read.expression()) : Optional.empty();
    }

    /** The first part of {@code expression} that can never be evaluated. */
    private static Optional<Fault> fault(Expression expression) {
        if (expression instanceof Expression.Missing missing) {
            return Optional.of(new Fault(missing.span(), "An expression is missing here.", List.of()));
        }
        Optional<Fault> own = expression instanceof Expression.Call call ? fault(call) : Optional.empty();
        return own.isPresent()
                ? own
                : parts(expression).stream()
                        .map(InvalidQuery::fault)
                        .flatMap(Optional::stream)
                        .findFirst();
    }

    private static Optional<Fault> fault(Expression.Call call) {
        Optional<Function> function = Function.named(call.name());
        if (function.isEmpty()) {
            List<String> near = NearNames.values(FUNCTIONS, call.name());
            String hint = near.isEmpty() ? "" : " Did you mean '" + near.get(0) + "'?";
            return Optional.of(
                    new Fault(call.nameSpan(), "JMESPath has no function '" + call.name() + "'." + hint, near));
        }
        int wanted = function.get().parameters().size();
        int given = call.arguments().size();
        if (given < wanted || (given > wanted && !function.get().repeats())) {
            String more = function.get().repeats() ? " or more" : "";
            String message = "Function '" + call.name() + "' takes " + wanted + more
                    + (wanted == 1 && more.isEmpty() ? " argument" : " arguments") + ", not " + given + ".";
            return Optional.of(new Fault(call.nameSpan(), message, List.of()));
        }
        return Optional.empty();
    }

    private static List<Expression> parts(Expression expression) {
        if (expression instanceof Expression.Within within) {
            return List.of(within.left(), within.right());
        } else if (expression instanceof Expression.Pipe pipe) {
            return List.of(pipe.left(), pipe.right());
        } else if (expression instanceof Expression.Index index) {
            return List.of(index.list());
        } else if (expression instanceof Expression.Slice slice) {
            return List.of(slice.list());
        } else if (expression instanceof Expression.Flatten flatten) {
            return List.of(flatten.list());
        } else if (expression instanceof Expression.ListProjection projection) {
            return List.of(projection.list(), projection.each());
        } else if (expression instanceof Expression.ValueProjection projection) {
            return List.of(projection.object(), projection.each());
        } else if (expression instanceof Expression.Filter filter) {
            return List.of(filter.list(), filter.condition(), filter.each());
        } else if (expression instanceof Expression.Comparison comparison) {
            return List.of(comparison.left(), comparison.right());
        } else if (expression instanceof Expression.And and) {
            return List.of(and.left(), and.right());
        } else if (expression instanceof Expression.Or or) {
            return List.of(or.left(), or.right());
        } else if (expression instanceof Expression.Not not) {
            return List.of(not.operand());
        } else if (expression instanceof Expression.SelectList list) {
            return list.elements();
        } else if (expression instanceof Expression.SelectObject object) {
            return object.members().stream().map(Expression.Member::value).toList();
        } else if (expression instanceof Expression.Call call) {
            return call.arguments();
        } else if (expression instanceof Expression.Reference reference) {
            return List.of(reference.operand());
        }
        return List.of();
    }

    private Finding finding(Subject subject, Call.Given given, String query, Fault fault) {
        boolean written = subject.isWritten(given) && !given.valueSpan().isEmpty();
        Optional<Span> within = written ? within(subject, given, query, fault.span()) : Optional.empty();
        Span span = within.orElse(written ? given.valueSpan() : given.nameSpan());
        List<Fix> fixes = new ArrayList<>();
        if (within.isPresent()) {
            for (String name : fault.names()) {
                fixes.add(Edits.replace("Change to " + name, false, fixes.isEmpty(), span, name));
            }
        }
        return new Finding(
                id(),
                Severity.WARNING,
                span,
                fault.message() + " The tool notices it when the command has run.",
                "",
                fixes);
    }

    /** Where a part of the query is written; nothing if the word does not write all of it out. */
    private static Optional<Span> within(Subject subject, Call.Given given, String query, Span part) {
        Optional<Word> word = subject.wordOf(given.valueSpan());
        if (word.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder();
        int start = -1;
        int end = -1;
        int begin = 0;
        for (Piece piece : word.get().pieces()) {
            if (piece instanceof Piece.Text known
                    && known.span().start() >= given.valueSpan().start()) {
                int from = text.length();
                text.append(known.text());
                boolean verbatim = known.text().length() == known.span().length();
                if (part.start() >= from && part.start() < text.length()) {
                    start = known.span().start() + (verbatim ? part.start() - from : 0);
                }
                int last = Math.max(part.start(), part.end() - 1);
                if (last >= from && last < text.length()) {
                    end = verbatim
                            ? known.span().start() + last - from + 1
                            : known.span().end();
                }
                begin = known.span().end();
            }
        }
        if (!text.toString().equals(query)) {
            return Optional.empty();
        }
        // What is missing at the end has no place of its own: the last character stands for it.
        int from = start < 0 ? begin - 1 : start;
        return Optional.of(new Span(from, end > from ? end : from + 1));
    }
}
