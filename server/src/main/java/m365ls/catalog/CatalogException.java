package m365ls.catalog;

/** A catalogue cannot be used. The message is one or two sentences for the user: which file, why, and what to do. */
public final class CatalogException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String message;

    public CatalogException(String message) {
        super(message);
        this.message = message;
    }

    public CatalogException(String message, Throwable cause) {
        super(message, cause);
        this.message = message;
    }

    @Override
    public String getMessage() {
        return message;
    }
}
