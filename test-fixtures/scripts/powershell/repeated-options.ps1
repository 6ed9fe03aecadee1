m365 spo web get --url https://contoso.sharepoint.com --url https://contoso.sharepoint.com/sites/a
#                                                     ^^^^^ duplicate-option: Option --url is given more than once; the tool accepts it once.
m365 entra user get --userName ada@contoso.com --userName bob@contoso.com
#                                              ^^^^^^^^^^ duplicate-option: Option --userName is given more than once; the tool accepts it once.
m365 spo list get --webUrl https://contoso.sharepoint.com --title A --title B --output json --output text
#                                                                   ^^^^^^^ warning duplicate-option: Option --title is given more than once; the tool then reads a list of values.
#                                                                                           ^^^^^^^^ duplicate-option: Option --output is given more than once; the tool accepts it once.
