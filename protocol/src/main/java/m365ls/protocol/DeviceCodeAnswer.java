package m365ls.protocol;

/**
 * The user has closed what shows the code.
 *
 * @param cancelled whether the sign-in is to be given up; else it goes on without the code being shown
 */
public record DeviceCodeAnswer(boolean cancelled) {}
