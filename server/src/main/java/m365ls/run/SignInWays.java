package m365ls.run;

import m365ls.session.Application;
import m365ls.session.ApplicationChoice;
import m365ls.session.Prompter;

/** How {@code login} and {@code setup} find an application and ask the user. */
public interface SignInWays {

    /** The application to sign in with, if the call says {@code said}. */
    ApplicationChoice choose(ApplicationChoice.Said said);

    /** Asks the user, for one sign-in on the calling thread. */
    Prompter prompter(Application application);
}
