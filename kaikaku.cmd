@echo off
rem Starts this installation's own program on its own Node, from wherever it is called. It asks no package registry.
setlocal
if not defined KAIKAKU_COMMAND set "KAIKAKU_COMMAND=%~0"
set "KAIKAKU_NODE=%~dp0node_modules\node\bin\node.exe"
if not exist "%KAIKAKU_NODE%" set "KAIKAKU_NODE=node.exe"
"%KAIKAKU_NODE%" "%~dp0kaikaku.mjs" %*
exit /b %errorlevel%
