$settings = @{
    webUrl = 'https://contoso.sharepoint.com'
    title  = 'Documents'
}
m365 spo list get @settings
#    ^^^^^^^^^^^^ warning splatted-table: A hash table is splatted onto m365, which receives '-name:value' for each entry and does not read it as an option. Splat an array such as @('--name', 'value').
