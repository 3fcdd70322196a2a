@echo off
@rem An emulator of the API, alone: prints its URL on stdout and each request on stderr. bin\sandbox --help

setlocal DisableDelayedExpansion
call "%~dp0.launch.cmd" || exit /b 1
"%java%" %java_options% %JAVA_OPTS% -cp "%class_path%" dev.ticketsql.sandbox.SandboxCommand %*
exit /b %ERRORLEVEL%
