@echo off
@rem SQL over ticket events, for people and scripts: sqlline, connected. With ZENDESK_SUBDOMAIN or ZENDESK_BASE_URL set, to
@rem that account; otherwise to the embedded sandbox of model.json. bin\sqlline --help lists sqlline's options.

setlocal DisableDelayedExpansion
call "%~dp0.launch.cmd" || exit /b 1
@rem Java looks for a terminal itself. Its optimizing compiler stays on for -e too: a look at words with quotes would run
@rem parts of them.
"%java%" %java_options% %collector% %JAVA_OPTS% -cp "%class_path%" "-Dticketsql.home=%install%" dev.ticketsql.cli.SqlLineLauncher %*
exit /b %ERRORLEVEL%
