@echo off
rem The server and its command line, from this checkout. Builds the jar first when it is missing or older than its sources.
setlocal
set "root=%~dp0.."
set "jar=%root%\server\target\m365ls.jar"

set "java=java"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "java=%JAVA_HOME%\bin\java.exe"
set "version="
for /f "tokens=3" %%v in ('^""%java%" -version 2^>^&1 ^| findstr /c:" version "^"') do set "version=%%~v"
for /f "tokens=1 delims=.-+" %%v in ("%version%") do set "version=%%v"
if not defined version set "version=0"
if %version% lss 17 (
  echo m365ls: no Java 17 or later was found: set JAVA_HOME, or put java on PATH 1>&2
  exit /b 2
)

set "stale="
if not exist "%jar%" set "stale=yes"
if not defined stale (
  powershell -NoProfile -NonInteractive -Command "$jar = (Get-Item -LiteralPath $env:jar).LastWriteTimeUtc; $places = 'pom.xml', 'protocol\pom.xml', 'protocol\src', 'server\pom.xml', 'server\src\main', 'server\cli-host' | ForEach-Object { Join-Path $env:root $_ }; if (Get-ChildItem -LiteralPath $places -Recurse -File | Where-Object { $_.FullName -notmatch '\\node_modules\\' -and $_.LastWriteTimeUtc -gt $jar } | Select-Object -First 1) { exit 1 }" <nul >nul
  if errorlevel 1 set "stale=yes"
)
if defined stale (
  echo m365ls: building the server 1>&2
  pushd "%root%"
  call mvn --batch-mode --no-transfer-progress --quiet -pl server -am -Dmaven.test.skip=true package <nul 1>&2
  if errorlevel 1 (
    popd
    exit /b 2
  )
  popd
)

"%java%" "@%root%\server\java.options" -jar "%jar%" %*
exit /b %errorlevel%
