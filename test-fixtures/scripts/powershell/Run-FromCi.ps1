# In a pipeline: certificate sign-in, no global installation
$ErrorActionPreference = "Stop"
$m365 = './node_modules/.bin/m365'
npx -y @pnp/cli-microsoft365 login --authType certificate --certificateBase64Encoded $env:CERT --appId $env:APP_ID --tenant $env:TENANT
./node_modules/.bin/m365 spo site list --output csv > sites.csv
& $m365 status
npx m365 tenant report activeuserdetail --period D7 --output csv | Out-File report.csv
m365 spo site list --% --filter "Url -like 'project'" --output json
m365 logout
