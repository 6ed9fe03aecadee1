package m365ls.cli.session;

import java.util.concurrent.Callable;

/** A command of the session: what is wrong with its arguments is told without repeating them, see {@link WrongUse}. */
interface SessionCommand extends Callable<Integer> {}
