# The wrapper of this company adds the address.
# m365ls-disable-next-line missing-option because the wrapper adds it
m365 spo web get
# m365ls-disable former-name
m365 aad user list
# m365ls-enable former-name
m365 aad user list
#    ^^^^^^^^^^^^^ former-name: 'aad user list' is called 'entra user list' since version 7.4.0.
# m365ls-disable-next-line mising-option
#                          ^^^^^^^^^^^^^ information unknown-rule: There is no rule 'mising-option'. Did you mean 'missing-option'?
m365 spo web get
#    ^^^^^^^^^^^ missing-option: 'spo web get' needs --url.
