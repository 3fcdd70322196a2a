@echo off
@rem Looks after a mirror without SQL, for schedules and for people: status, sync, refresh, verify, purge. bin\mirror --help

setlocal DisableDelayedExpansion
call "%~dp0.launch.cmd" || exit /b 1
"%java%" %java_options% %collector% -XX:TieredStopAtLevel=1 %JAVA_OPTS% -cp "%class_path%" dev.ticketsql.cli.MirrorCommand %*
exit /b %ERRORLEVEL%
