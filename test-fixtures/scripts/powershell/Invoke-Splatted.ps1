# Options kept in arrays, and one table that cannot work
$common = '--output', 'json', '--verbose'
$site = @('--url', 'https://contoso.sharepoint.com/sites/hr')
m365 spo site get @site @common
m365 spo web get @site --withPermissions @common

$table = @{
    url         = 'https://contoso.sharepoint.com/sites/hr'
    description = 'Human resources'
}
m365 spo site set @table
#    ^^^^^^^^^^^^ warning splatted-table: A hash table is splatted onto m365, which receives '-name:value' for each entry and does not read it as an option. Splat an array such as @('--name', 'value').
