$environments = m365 flow environment list | ConvertFrom-Json
foreach ($e in $environments) {
    $flows = m365 flow list --environmentName $e.name --asAdmin | ConvertFrom-Json
    foreach ($flow in $flows) {
        m365 flow export --environmentName $e.name --name $flow.name --format zipp --path "./$($flow.name).zip"
#                                                                             ^^^^ value-not-allowed: 'zipp' is no value of --format, which can be json, zip.
        m365 flow export -environmentName $e.name --name $flow.name
#                        ^^^^^^^^^^^^^^^^ unknown-option: The tool reads each letter of -environmentName as an option. Did you mean --environmentName?
    }
}
m365 flow environments list
#    ^^^^^^^^^^^^^^^^^^^^^^ unknown-command: No command 'flow environments list'. Did you mean 'flow environment list'?
