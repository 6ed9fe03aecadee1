package m365ls.protocol;

/** Names of the requests and notifications of this server's own. */
public final class Methods {

    /** Client to server: no parameters; answered with a {@link CatalogTree}. */
    public static final String CATALOG_TREE = "m365/catalog/tree";

    /**
     * Client to server: {@link DescribeParams}; answered with a {@link CommandDescription}, or {@code null} if no command
     * has the name.
     */
    public static final String CATALOG_DESCRIBE = "m365/catalog/describe";

    /** Server to client: {@link CatalogChanged}, when another version's commands count from now on. */
    public static final String CATALOG_CHANGED = "m365/catalog/changed";

    /** Client to server: {@link LineParams}; answered with a {@link ScriptLine}. */
    public static final String SCRIPT_LINE = "m365/script/line";

    /**
     * Client to server: {@link SetOptionParams}; answered with a {@link TextChange}, or {@code null} if there is no call at
     * the place whose command has the option, or no way to write the value there.
     */
    public static final String SCRIPT_SET_OPTION = "m365/script/setOption";

    /** Client to server: {@link SignInParams}; answered with a {@link SignInResult} when the sign-in has ended. */
    public static final String SESSION_SIGN_IN = "m365/session/signIn";

    /** Client to server: {@link ConnectionParams}; answered with a {@link SignOutResult}. */
    public static final String SESSION_SIGN_OUT = "m365/session/signOut";

    /** Client to server: {@link WorkspaceParams}; answered with a {@link ConnectionList}. */
    public static final String SESSION_LIST = "m365/session/list";

    /** Client to server: {@link UseParams}; answered with the {@link SessionConnection} that counts now. */
    public static final String SESSION_USE = "m365/session/use";

    /** Client to server: {@link ConnectionParams}; answered with a {@link SignOutResult}. */
    public static final String SESSION_REMOVE = "m365/session/remove";

    /** Client to server: {@link RenameParams}; answered with the renamed {@link SessionConnection}. */
    public static final String SESSION_RENAME = "m365/session/rename";

    /** Client to server: {@link WorkspaceParams}; answered with a {@link SessionStatus}. */
    public static final String SESSION_STATUS = "m365/session/status";

    /** Client to server: {@link ImportCliParams}; answered with an {@link ImportCliResult}. */
    public static final String SESSION_IMPORT_CLI = "m365/session/importCli";

    /** Client to server: {@link CreateApplicationParams}; answered with a {@link CreateApplicationResult}. */
    public static final String SESSION_CREATE_APPLICATION = "m365/session/createApplication";

    /**
     * Server to client: {@link DeviceCodeQuestion}, which stays open while the code is shown; answered with a {@link
     * DeviceCodeAnswer}.
     */
    public static final String SESSION_DEVICE_CODE = "m365/session/deviceCode";

    /** Server to client: {@link SecretQuestion}; answered with a {@link SecretAnswer}. */
    public static final String SESSION_SECRET = "m365/session/secret";

    /** Server to client: {@link StorageKeyQuestion}; answered with a {@link StorageKeyAnswer}. */
    public static final String SESSION_STORAGE_KEY = "m365/session/storageKey";

    /** Server to client: {@link EditorTokenQuestion}; answered with an {@link EditorTokenAnswer}. */
    public static final String SESSION_EDITOR_TOKEN = "m365/session/editorToken";

    /** Server to client: {@link SessionChanged}, when connections came, went or changed. */
    public static final String SESSION_CHANGED = "m365/session/changed";

    /**
     * Client to server: {@link ExecuteParams}; answered with an {@link ExecuteResult} when all has ended. With a {@code
     * workDoneToken} its progress is told.
     */
    public static final String EXECUTE = "m365/execute";

    /** Client to server: {@link QueryParams}; answered with a {@link QueryResult}. */
    public static final String QUERY = "m365/query";

    /** Client to server: {@link HistoryParams}; answered with a {@link HistoryResult}. */
    public static final String HISTORY = "m365/history";

    /** Server to client: {@link ConfirmQuestion}; answered with a {@link ConfirmAnswer}. */
    public static final String CONFIRM = "m365/confirm";

    /** Server to client: {@link ChooseQuestion}; answered with a {@link ChooseAnswer}. */
    public static final String CHOOSE = "m365/choose";

    /** Client to server: {@link OpenTerminalParams}; answered with an {@link OpenTerminalResult}. */
    public static final String TERMINAL_OPEN = "m365/terminal/open";

    /** Client to server: {@link CloseTerminalParams}; answered with a {@link CloseTerminalResult}. */
    public static final String TERMINAL_CLOSE = "m365/terminal/close";

    private Methods() {}
}
