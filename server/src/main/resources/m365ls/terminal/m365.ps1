# m365 in a terminal of the editor: hands its arguments to the editor's server, without a process of its own. A script
# and no function, since only the exit code of a script makes $? false.
$address = $env:M365LS_TERMINAL
$secret = $env:M365LS_TERMINAL_SECRET
if (-not $address -or -not $secret) {
    Write-Error "m365: this m365 works only in a terminal 'Microsoft 365' of the editor." -ErrorAction Continue
    exit 1
}
$utf8 = [System.Text.UTF8Encoding]::new($false)
$fields = [System.Collections.Generic.List[string]]::new()
$fields.Add((Get-Location -PSProvider FileSystem).ProviderPath)
foreach ($argument in $args) {
    # As a program gets them: each item of a list by itself, nothing for $null, numbers as they are written.
    if ($argument -is [array]) {
        foreach ($item in $argument) { $fields.Add([string]$item) }
    } elseif ($null -ne $argument) {
        $fields.Add($argument.psobject.ToString())
    }
}
$answers = [System.Collections.Generic.Queue[string]]::new()
$piped = $MyInvocation.ExpectingInput
if ($piped) { foreach ($line in $input) { $answers.Enqueue([string]$line) } }
$socket = [System.Net.Sockets.Socket]::new(
    [System.Net.Sockets.AddressFamily]::Unix,
    [System.Net.Sockets.SocketType]::Stream,
    [System.Net.Sockets.ProtocolType]::Unspecified)
$send = {
    param([char]$kind, [string]$text)
    $rest = $utf8.GetBytes($text)
    $length = [System.BitConverter]::GetBytes([System.Net.IPAddress]::HostToNetworkOrder([int]$rest.Length))
    $frame = [byte[]]::new(5 + $rest.Length)
    $frame[0] = [byte]$kind
    [System.Array]::Copy($length, 0, $frame, 1, 4)
    [System.Array]::Copy($rest, 0, $frame, 5, $rest.Length)
    $sent = 0
    while ($sent -lt $frame.Length) {
        $sent += $socket.Send($frame, $sent, $frame.Length - $sent, [System.Net.Sockets.SocketFlags]::None)
    }
}
$receive = {
    param([int]$count)
    $bytes = [byte[]]::new($count)
    $got = 0
    while ($got -lt $count) {
        # In short waits, between which Ctrl+C ends the script.
        if (-not $socket.Poll(100000, [System.Net.Sockets.SelectMode]::SelectRead)) { continue }
        $more = $socket.Receive($bytes, $got, $count - $got, [System.Net.Sockets.SocketFlags]::None)
        if ($more -eq 0) { throw [System.IO.EndOfStreamException]::new() }
        $got += $more
    }
    , $bytes
}
$code = $null
$out = [System.Text.StringBuilder]::new()
$err = [System.Text.StringBuilder]::new()
try {
    $socket.Connect([System.Net.Sockets.UnixDomainSocketEndPoint]::new($address))
    & $send 'H' $secret
    & $send 'R' ((($fields.ToArray()) -join "`0") + "`0")
    while ($null -eq $code) {
        $header = & $receive 5
        $length = [System.Net.IPAddress]::NetworkToHostOrder([System.BitConverter]::ToInt32($header, 1))
        $text = if ($length -gt 0) { $utf8.GetString((& $receive $length)) } else { '' }
        switch -CaseSensitive ([string][char]$header[0]) {
            'O' { $null = $out.Append($text) }
            'E' { $null = $err.Append($text) }
            'X' { $code = [int]$text }
            default {
                $Host.UI.Write($text)
                $answer = $null
                if ($piped) {
                    if ($answers.Count -gt 0) { $answer = $answers.Dequeue() }
                } elseif ($_ -ceq 'S') {
                    $answer = [System.Net.NetworkCredential]::new('', $Host.UI.ReadLineAsSecureString()).Password
                } else {
                    $answer = $Host.UI.ReadLine()
                }
                if ($null -eq $answer) { & $send 'N' '' } else { & $send 'A' $answer }
            }
        }
    }
} catch [System.Net.Sockets.SocketException], [System.IO.EndOfStreamException] {
    $null = $err.Append("m365: the editor's server has ended, or has closed this terminal. Open a new one.")
    $code = 1
} finally {
    $socket.Dispose()
}
$lines = {
    param([string]$text)
    if ($text.Length -gt 0) { ($text -replace "`r?`n\z", '') -split "`r?`n" }
}
# There is no error record of an empty line.
& $lines ($err.ToString()) | ForEach-Object { Write-Error $(if ($_ -eq '') { ' ' } else { $_ }) -ErrorAction Continue }
& $lines ($out.ToString())
exit $code
