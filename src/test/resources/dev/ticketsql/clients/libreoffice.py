# Asks the driver through LibreOffice Base's layer of databases, as its forms and reports do.
# Arguments: name of LibreOffice's pipe, URL of the database, URL of the jar.
import os
import sys
import time
import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

pipe, url, jar = sys.argv[1:]


def connected():
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for attempt in range(120):
        try:
            return resolver.resolve("uno:pipe,name=" + pipe + ";urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.5)
    raise SystemExit("LibreOffice did not start")


def setting(name, value):
    pair = PropertyValue()
    pair.Name = name
    pair.Value = value
    return pair


def show(name, *values):
    print(name + ": " + ", ".join("null" if value is None else str(value) for value in values))


office = connected()
drivers = office.ServiceManager.createInstanceWithContext("com.sun.star.sdbc.DriverManager", office)
connection = drivers.getConnectionWithInfo(
    url, (setting("JavaDriverClass", "dev.ticketsql.jdbc.Driver"), setting("JavaDriverClassPath", jar)))

metadata = connection.getMetaData()
show("product", metadata.getDatabaseProductName())
tables = metadata.getTables(None, "zendesk", "ticket%", ("TABLE",))
while tables.next():
    show("table", tables.getString(3))
keys = metadata.getPrimaryKeys(None, "zendesk", "ticket_events")
while keys.next():
    show("key", keys.getString(4))

rows = connection.createStatement().executeQuery(
    'SELECT "id", "via", "time", CAST("time" AS DATE), "latitude" FROM "ticket_events" ORDER BY "id"')
while rows.next():
    day = rows.getDate(4)
    via = rows.getString(2)
    via = None if rows.wasNull() else via
    latitude = rows.getDouble(5)
    latitude = None if rows.wasNull() else latitude
    show("row", rows.getString(1), via, rows.getString(3), "%04d-%02d-%02d" % (day.Year, day.Month, day.Day), latitude)

of_day = connection.prepareStatement('SELECT COUNT(*) FROM "ticket_events" WHERE CAST("time" AS DATE) = ?')
day = uno.createUnoStruct("com.sun.star.util.Date")
day.Year, day.Month, day.Day = 2025, 3, 15
of_day.setDate(1, day)
counted = of_day.executeQuery()
counted.next()
show("day", counted.getLong(1))
connection.close()

sys.stdout.flush()
# Without what Python does at its end, which crashes when LibreOffice ends first.
os._exit(0)
