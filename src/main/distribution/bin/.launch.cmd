@rem Called by the scripts beside it: sets java, java_options, collector, class_path and install. What it sets ends with
@rem their setlocal. Without blocks, since a bracket in a path would end one.

for %%i in ("%~dp0..") do set "install=%%~fi"

if defined JAVA_HOME goto named
set "java="
for %%i in (java.exe) do set "java=%%~$PATH:i"
if defined java goto found
>&2 echo no Java in PATH: install Java 17 or newer, and set JAVA_HOME or PATH to it
exit /b 1

:named
set "java=%JAVA_HOME:"=%\bin\java.exe"
if exist "%java%" goto found
>&2 echo no Java at "%java%": install Java 17 or newer, and set JAVA_HOME or PATH to it
exit /b 1

:found
@rem Java 23 and newer know both options, 17 and newer the first.
set "java_options=--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
"%java%" %java_options% -version >nul 2>&1
if not errorlevel 1 goto supported
set "java_options=--enable-native-access=ALL-UNNAMED"
"%java%" %java_options% -version >nul 2>&1
if not errorlevel 1 goto supported
>&2 echo Java at "%java%" is older than 17 or does not start: set JAVA_HOME to Java 17 or newer
exit /b 1

:supported
@rem Whoever gives options may have chosen another collector, and Java takes only one.
set "collector=-XX:+UseSerialGC"
if defined JAVA_OPTS set "collector="
if defined JDK_JAVA_OPTIONS set "collector="
if defined JAVA_TOOL_OPTIONS set "collector="

set "class_path="
for %%j in ("%install%\lib\ticketsql-*.jar") do set "class_path=%%~j;%install%\lib\*"
if defined class_path exit /b 0
>&2 echo no libraries in "%install%\lib": unpack the zip anew
exit /b 1
