function Get-Guest {
    param($Domain)
    m365 entra user list --type Guests --properties 'id,displayName,mail' | ConvertFrom-Json |
#                               ^^^^^^ value-not-allowed: 'Guests' is no value of --type, which can be Member, Guest.
        Where-Object { $_.mail -like "*@$Domain" }
}
Get-Guest -Domain 'fabrikam.com' | ForEach-Object {
    m365 entra user get --id $_.id --userName $_.mail
#                                  ^^^^^^^^^^ option-set: Only one of --id, --userName, --email can be given.
}
m365 entra user remove --id 1caf7dcd-7e83-4c3a-94f7-932a1299c844 --confirm
#                                                                ^^^^^^^^^ former-name: Option --confirm is called --force since version 7.0.0.
