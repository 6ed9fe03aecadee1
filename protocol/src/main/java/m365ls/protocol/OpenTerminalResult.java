package m365ls.protocol;

import org.jspecify.annotations.Nullable;

/**
 * A terminal is open. Its shell gets the variable {@code M365LS_TERMINAL} with the address, and {@code
 * M365LS_TERMINAL_SECRET} with the secret.
 *
 * @param connection that its calls use; missing if nobody is signed in
 * @param address whole path of the local socket
 * @param programs folder that must come first in {@code PATH}
 * @param powerShell folder that must come before it in PowerShell 7 or later
 * @param bash file for {@code bash --rcfile}: the user's own, and {@code programs} first in {@code PATH} behind it
 * @param zsh folder for {@code ZDOTDIR}, which does the same in zsh; the former value goes to {@code M365LS_ZDOTDIR}
 */
public record OpenTerminalResult(
        @Nullable SessionConnection connection,
        String address,
        String programs,
        String powerShell,
        String bash,
        String zsh) {}
