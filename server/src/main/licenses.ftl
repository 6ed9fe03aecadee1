This program contains the following works of others.

<#list dependencyMap as entry>
<#assign project = entry.getKey()/>
<#assign licenses = entry.getValue()/>
${project.name!project.artifactId} ${project.version}
  ${project.groupId}:${project.artifactId}<#if project.url??>, ${project.url}</#if>
  Licence: <#list licenses as license>${license}<#sep> or </#sep></#list>

</#list>
CLI for Microsoft 365 (@pnp/cli-microsoft365): names, options, rules and documentation of its commands
  https://pnp.github.io/cli-microsoft365/
  Licence: MIT (licenses/cli-microsoft365.txt)

The texts of the licences are in the folder licenses beside this file. LSP4J's sources offer it under EPL-2.0 or under
BSD-3-Clause, the Eclipse Distribution License (licenses/EDL-1.0.txt); here it is used under the latter.
