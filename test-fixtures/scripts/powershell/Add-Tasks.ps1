$plan = m365 planner plan list --ownerGroupName 'Project Alpha' --query "[?title=='Launch'] | [0]" | ConvertFrom-Json
$tasks = @{ 'Write texts' = 2; 'Test' = 5; 'Tell everyone' = 7 }
foreach ($task in $tasks.GetEnumerator()) {
    $due = (Get-Date).AddDays($task.Value).ToString('yyyy-MM-dd')
    m365 planner task add --title $task.Key --planId $plan.id --bucketName 'To do' --dueDateTime "${due}T17:00:00Z" --percentComplete 0
}
m365 todo task add --title "Look after the launch" --listName 'Tasks' --importance high
