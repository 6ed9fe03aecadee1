package m365ls.protocol;

/**
 * A code to be typed on a page. The request stays open while the code is shown, and is cancelled by the server when the
 * sign-in has ended.
 *
 * @param code to show and copy
 * @param address of the page
 * @param expires when the code ends, ISO 8601 in UTC
 * @param clientId of the application that signs in; empty if it is Microsoft's own, to make one
 */
public record DeviceCodeQuestion(String code, String address, String expires, String clientId) {}
