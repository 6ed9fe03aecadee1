package m365ls.validation;

import java.util.List;
import java.util.Optional;

/** A statement of a rule's program. */
sealed interface Statement {

    /**
     * Runs it.
     *
     * @throws Thrown what the program throws
     * @throws GiveUp if how it ends cannot be told
     */
    Completion run(Scope scope, Run run);

    /** Statements in a scope of their own. */
    record Block(List<Statement> statements, boolean declares) implements Statement {
        public Block {
            statements = List.copyOf(statements);
        }

        @Override
        public Completion run(Scope scope, Run run) {
            Scope inner = declares ? new Scope(Optional.of(scope)) : scope;
            return all(statements, inner, run);
        }
    }

    private static Completion all(List<Statement> statements, Scope scope, Run run) {
        for (int i = 0; i < statements.size(); i++) {
            Completion completion = statements.get(i).run(scope, run);
            if (!(completion instanceof Completion.Normal)) {
                return completion;
            }
        }
        return Completion.Normal.ONLY;
    }

    /** An expression. */
    record Evaluate(Expression expression) implements Statement {
        @Override
        public Completion run(Scope scope, Run run) {
            run.beginStatement();
            expression.value(scope, run);
            return Completion.Normal.ONLY;
        }
    }

    /** Returns a value. */
    record Return(Expression expression) implements Statement {
        @Override
        public Completion run(Scope scope, Run run) {
            run.beginStatement();
            return new Completion.Return(expression.value(scope, run));
        }
    }

    /** Throws a value. */
    record Throw(Expression expression) implements Statement {
        @Override
        public Completion run(Scope scope, Run run) {
            throw new Thrown(expression.value(scope, run));
        }
    }

    /** Declares variables. */
    record Declare(List<Declaration> declarations) implements Statement {
        public Declare {
            declarations = List.copyOf(declarations);
        }

        @Override
        public Completion run(Scope scope, Run run) {
            run.beginStatement();
            for (Declaration declaration : declarations) {
                declaration.target().bind(declaration.value().value(scope, run), scope, run);
            }
            return Completion.Normal.ONLY;
        }
    }

    /** A variable, or several in a pattern, with the value it begins with. */
    record Declaration(Pattern target, Expression value) {}

    /**
     * One of two statements. If the condition is not known, both are tried: what only one of them does may have been
     * done.
     */
    record If(Expression condition, Statement then, Statement otherwise) implements Statement {
        @Override
        public Completion run(Scope scope, Run run) {
            run.step();
            run.beginStatement();
            return switch (Operators.truth(condition.value(scope, run))) {
                case TRUE -> then.run(scope, run);
                case FALSE -> otherwise.run(scope, run);
                case UNKNOWN -> both(scope, run);
            };
        }

        private Completion both(Scope scope, Run run) {
            int mark = run.beginCondition();
            boolean first = goesOn(then, scope, run);
            Runnable changes = run.endCondition(mark);
            int secondMark = run.beginCondition();
            boolean second = goesOn(otherwise, scope, run);
            Runnable otherChanges = run.endCondition(secondMark);
            if (first && second) {
                run.forget(changes);
                run.forget(otherChanges);
            } else if (first) {
                changes.run();
            } else if (second) {
                otherChanges.run();
            } else {
                List<JsValue> possible = run.frame().possible;
                return new Completion.Return(possible.remove(possible.size() - 1));
            }
            return Completion.Normal.ONLY;
        }

        /** Whether the next statement follows behind {@code statement}; else what it returns is noted. */
        private static boolean goesOn(Statement statement, Scope scope, Run run) {
            Completion completion;
            try {
                completion = statement.run(scope, run);
            } catch (Thrown e) {
                run.mayThrow = true;
                return true;
            }
            if (completion instanceof Completion.Return end) {
                run.frame().possible.add(end.value());
                return false;
            }
            if (!(completion instanceof Completion.Normal)) {
                throw new GiveUp("a loop ends under a condition that is not known");
            }
            return true;
        }
    }

    /** {@code for (first; condition; step) body}. */
    record For(Statement first, Expression condition, Expression step, Statement body) implements Statement {
        @Override
        public Completion run(Scope scope, Run run) {
            Scope inner = new Scope(Optional.of(scope));
            first.run(inner, run);
            while (isTrue(condition.value(inner, run))) {
                run.step();
                Completion completion = body.run(inner, run);
                if (ends(completion)) {
                    return behind(completion);
                }
                step.value(inner, run);
            }
            return Completion.Normal.ONLY;
        }
    }

    /** {@code while (condition) body}. */
    record While(Expression condition, Statement body) implements Statement {
        @Override
        public Completion run(Scope scope, Run run) {
            while (isTrue(condition.value(scope, run))) {
                run.step();
                Completion completion = body.run(scope, run);
                if (ends(completion)) {
                    return behind(completion);
                }
            }
            return Completion.Normal.ONLY;
        }
    }

    /** {@code for (variable of values) body}, or {@code in}, which goes through the names. */
    record ForEach(Pattern variable, Expression values, boolean names, Statement body) implements Statement {
        @Override
        public Completion run(Scope scope, Run run) {
            JsValue all = values.value(scope, run);
            for (JsValue value : names ? Builtins.names(all) : Builtins.iterated(all)) {
                run.step();
                Scope inner = new Scope(Optional.of(scope));
                variable.bind(value, inner, run);
                Completion completion = body.run(inner, run);
                if (ends(completion)) {
                    return behind(completion);
                }
            }
            return Completion.Normal.ONLY;
        }
    }

    private static boolean isTrue(JsValue condition) {
        Truth truth = Operators.truth(condition);
        if (truth == Truth.UNKNOWN) {
            throw new GiveUp("a loop whose end is not known");
        }
        return truth == Truth.TRUE;
    }

    /** Whether a loop ends where its body has ended so. */
    private static boolean ends(Completion completion) {
        return !(completion instanceof Completion.Normal)
                && !(completion instanceof Completion.Continue next
                        && next.label().isEmpty());
    }

    /** How a loop ends that its body has ended so. */
    private static Completion behind(Completion completion) {
        return completion instanceof Completion.Break end && end.label().isEmpty()
                ? Completion.Normal.ONLY
                : completion;
    }

    /** {@code switch}. */
    record Switch(Expression subject, List<Case> cases) implements Statement {
        public Switch {
            cases = List.copyOf(cases);
        }

        @Override
        public Completion run(Scope scope, Run run) {
            JsValue value = subject.value(scope, run);
            Scope inner = new Scope(Optional.of(scope));
            int from = -1;
            for (int i = 0; i < cases.size() && from < 0; i++) {
                Optional<Expression> test = cases.get(i).test();
                if (test.isPresent()) {
                    Truth same = Operators.same(value, test.get().value(inner, run));
                    if (same == Truth.UNKNOWN) {
                        throw new GiveUp("a switch over a value that is not known");
                    }
                    from = same == Truth.TRUE ? i : -1;
                }
            }
            for (int i = 0; i < cases.size() && from < 0; i++) {
                from = cases.get(i).test().isEmpty() ? i : -1;
            }
            for (int i = from; i >= 0 && i < cases.size(); i++) {
                Completion completion = all(cases.get(i).statements(), inner, run);
                if (!(completion instanceof Completion.Normal)) {
                    return behind(completion);
                }
            }
            return Completion.Normal.ONLY;
        }
    }

    /**
     * A case of a switch.
     *
     * @param test the value; empty for the default
     */
    record Case(Optional<Expression> test, List<Statement> statements) {
        public Case {
            statements = List.copyOf(statements);
        }
    }

    /** {@code try}, with what is done with an exception, and what is done in any case. */
    record Try(Statement body, Optional<Pattern> variable, Optional<Statement> handler, Optional<Statement> last)
            implements Statement {
        @Override
        public Completion run(Scope scope, Run run) {
            boolean before = run.mayThrow;
            run.mayThrow = false;
            Completion completion;
            try {
                completion = body.run(scope, run);
                if (run.mayThrow && handler.isPresent()) {
                    completion = perhapsHandled(completion, scope, run);
                }
                run.mayThrow = handler.isPresent() ? before : before || run.mayThrow;
            } catch (Thrown e) {
                run.mayThrow = before;
                if (handler.isEmpty()) {
                    last.ifPresent(s -> s.run(scope, run));
                    throw e;
                }
                completion = handle(e.value(), scope, run);
            }
            if (last.isPresent()) {
                Completion end = last.get().run(scope, run);
                return end instanceof Completion.Normal ? completion : end;
            }
            return completion;
        }

        private Completion handle(JsValue thrown, Scope scope, Run run) {
            Scope inner = new Scope(Optional.of(scope));
            variable.ifPresent(v -> v.bind(thrown, inner, run));
            return handler.orElseThrow().run(inner, run);
        }

        /** The body has come to its end, but for other values it may have thrown. */
        private Completion perhapsHandled(Completion body, Scope scope, Run run) {
            int mark = run.beginCondition();
            Completion handled = handle(JsValue.Unknown.ANYTHING, scope, run);
            run.forget(run.endCondition(mark));
            if (handled instanceof Completion.Return end) {
                run.frame().possible.add(end.value());
                return body;
            }
            if (handled instanceof Completion.Normal) {
                if (body instanceof Completion.Return end) {
                    run.frame().possible.add(end.value());
                    return Completion.Normal.ONLY;
                }
                return body;
            }
            throw new GiveUp("a loop ends under a condition that is not known");
        }
    }

    /** A statement with a label. */
    record Labelled(String label, Statement statement) implements Statement {
        @Override
        public Completion run(Scope scope, Run run) {
            Completion completion = statement.run(scope, run);
            if (completion instanceof Completion.Break end && end.label().equals(label)) {
                return Completion.Normal.ONLY;
            }
            if (completion instanceof Completion.Continue next && next.label().equals(label)) {
                throw new GiveUp("a round of an outer loop");
            }
            return completion;
        }
    }

    /** {@code break} or {@code continue}. */
    record Leave(Completion completion) implements Statement {
        @Override
        public Completion run(Scope scope, Run run) {
            return completion;
        }
    }

    /** A target of values: a name, or a pattern of names. */
    sealed interface Pattern {

        /** Declares its names with what of {@code value} belongs to them. */
        void bind(JsValue value, Scope scope, Run run);

        /** A name. */
        record Name(String name) implements Pattern {
            @Override
            public void bind(JsValue value, Scope scope, Run run) {
                scope.put(name, value);
            }
        }

        /** Members of an object, by their names. */
        record Members(List<Member> members) implements Pattern {
            public Members {
                members = List.copyOf(members);
            }

            @Override
            public void bind(JsValue value, Scope scope, Run run) {
                for (Member member : members) {
                    member.target().bind(Builtins.member(value, member.name(), run), scope, run);
                }
            }
        }

        /** A member and where it goes. */
        record Member(String name, Pattern target) {}

        /** Values of an array; empty places are passed over. */
        record Elements(List<Optional<Pattern>> targets) implements Pattern {
            public Elements {
                targets = List.copyOf(targets);
            }

            @Override
            public void bind(JsValue value, Scope scope, Run run) {
                List<JsValue> values = Builtins.iterated(value);
                for (int i = 0; i < targets.size(); i++) {
                    if (targets.get(i).isPresent()) {
                        bindNext(targets.get(i).get(), values, i, scope, run);
                    }
                }
            }
        }

        /** A target with a value for undefined. */
        record Default(Pattern target, Expression otherwise) implements Pattern {
            @Override
            public void bind(JsValue value, Scope scope, Run run) {
                JsValue bound = switch (Operators.isUndefined(value)) {
                    case TRUE -> otherwise.value(scope, run);
                    case FALSE -> value;
                    case UNKNOWN -> JsValue.Unknown.ANYTHING;
                };
                target.bind(bound, scope, run);
            }
        }

        /** All values that are left. */
        record Rest(Pattern target) implements Pattern {
            @Override
            public void bind(JsValue value, Scope scope, Run run) {
                throw new GiveUp("the other members of an object");
            }
        }

        /** A pattern that is not known here. */
        record Unresolved() implements Pattern {
            @Override
            public void bind(JsValue value, Scope scope, Run run) {
                throw new GiveUp("a pattern that is not known");
            }
        }
    }

    /** The parameters of a function take its arguments. */
    static void bind(List<Pattern> parameters, List<JsValue> arguments, Scope scope, Run run) {
        for (int i = 0; i < parameters.size(); i++) {
            bindNext(parameters.get(i), arguments, i, scope, run);
        }
    }

    /** @param at which of {@code values} the target takes, the first of them if it takes all that are left */
    private static void bindNext(Pattern target, List<JsValue> values, int at, Scope scope, Run run) {
        if (target instanceof Pattern.Rest all) {
            List<JsValue> left = values.subList(Math.min(at, values.size()), values.size());
            all.target().bind(new JsValue.Items(left), scope, run);
            return;
        }
        target.bind(at < values.size() ? values.get(at) : JsValue.Nothing.UNDEFINED, scope, run);
    }
}
