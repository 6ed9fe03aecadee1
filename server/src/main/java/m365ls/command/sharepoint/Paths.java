package m365ls.command.sharepoint;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses and paths of sites, folders and files, put together as the CLI does. */
final class Paths {

    private static final Pattern ORIGIN = Pattern.compile("(?i)[a-z][a-z0-9+.-]*://[^/?#]*");

    private Paths() {}

    /** Scheme and host of an address; empty if it has none. */
    static String origin(String address) {
        Matcher origin = ORIGIN.matcher(address);
        return origin.lookingAt() ? origin.group() : "";
    }

    /** What is behind the host. */
    static String path(String address) {
        return address.contains("://") ? address.substring(origin(address).length()) : address;
    }

    /** Where {@code path} is on the server: {@code /sites/hr/Shared Documents}. It may begin with the site's own path. */
    static String onServer(String web, String path) {
        String webPath = path(web);
        String toRemove = webPath.startsWith("/") ? webPath.substring(1) : webPath;
        String base = withoutLastSlash(webPath.startsWith("/") ? webPath : "/" + webPath);
        String below = behind(path, toRemove);
        if (!below.isEmpty()) {
            String folder = below.startsWith("/") ? below : "/" + below;
            folder = folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder;
            base = base.equals("/") && !folder.isEmpty() ? folder : base + folder;
        }
        return singleSlash(base);
    }

    /** Where {@code path} is in the site: {@code /Shared Documents}. */
    static String inWeb(String web, String path) {
        String webPath = path(web);
        String below = behind(path, webPath.startsWith("/") ? webPath.substring(1) : webPath);
        return singleSlash(withoutLastSlash(below.startsWith("/") ? below : "/" + below));
    }

    /** Where the site is on the server; empty for the root site. */
    static String ofSite(String web) {
        String path = onServer(web, "");
        return path.equals("/") ? "" : path;
    }

    /** An address without the slashes at its end. */
    static String withoutLastSlashes(String address) {
        int end = address.length();
        while (end > 0 && address.charAt(end - 1) == '/') {
            end--;
        }
        return address.substring(0, end);
    }

    /** The address of what is at a path of the server. */
    static String absolute(String web, String path) {
        return origin(web) + (path.startsWith("/") ? path : "/" + path);
    }

    private static String behind(String path, String part) {
        int at = path.toLowerCase(Locale.ROOT).indexOf(part.toLowerCase(Locale.ROOT));
        return at < 0 ? path : path.substring(at + part.length());
    }

    private static String withoutLastSlash(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static String singleSlash(String path) {
        int pair = path.indexOf("//");
        return pair < 0 ? path : path.substring(0, pair) + path.substring(pair + 1);
    }
}
