if ((m365 status --output text) -eq 'Logged out') {
    m365 login --authType certifcate --certificateFile ./cert.pfx --appId $env:APP_ID --tenant $env:TENANT
#                         ^^^^^^^^^^ value-not-allowed: 'certifcate' is no value of --authType, which can be deviceCode, password, certificate, identity, federatedIdentity, browser, secret.
}
try { m365 spo web list --url https://contoso.sharepoint.com }
finally { m365 logout }
m365 log out
#    ^^^^^^^ unknown-command: No command 'log out'. Did you mean 'logout'?
