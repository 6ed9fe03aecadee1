param([ValidateSet('dev', 'test', 'prod')] $Stage = 'dev')
switch ($Stage) {
    'dev' { m365 connection use --name contoso-dev }
    'test' { m365 connection use --name contoso-test }
    { $_ -like 'p*' } {
        $answer = Read-Host 'Really production? (y/n)'
        if ($answer -ne 'y') { exit 1 }
        m365 connection use --name contoso-prod
    }
    default { throw "Unknown stage $_" }
}
m365 connection list --output text
