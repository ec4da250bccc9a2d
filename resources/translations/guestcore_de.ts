<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>About</name>
    <message>
        <source>GuestCore is free software: Apache License 2.0.</source>
        <translation>GuestCore ist freie Software: Apache-Lizenz 2.0.</translation>
    </message>
    <message>
        <source>Qt and PySide6 are used under the GNU LGPL 3, as separate libraries.</source>
        <translation>Qt und PySide6 werden unter der GNU LGPL 3 als eigene Bibliotheken verwendet.</translation>
    </message>
    <message>
        <source>The icons are Lucide&apos;s, under the ISC License:</source>
        <translation>Die Symbole stammen von Lucide, unter der ISC-Lizenz:</translation>
    </message>
</context>
<context>
    <name>AboutDialog</name>
    <message>
        <source>About GuestCore</source>
        <translation>Über GuestCore</translation>
    </message>
    <message>
        <source>C&amp;opy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>GuestCore {version}</source>
        <translation>GuestCore {version}</translation>
    </message>
    <message>
        <source>Turns a frozen virtual machine into a core for debuggers.</source>
        <translation>Macht aus einer eingefrorenen virtuellen Maschine einen Core für Debugger.</translation>
    </message>
    <message>
        <source>Versions and licences</source>
        <translation>Versionen und Lizenzen</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>&amp;About GuestCore</source>
        <translation>Ü&amp;ber GuestCore</translation>
    </message>
    <message>
        <source>&amp;Add folder to the library…</source>
        <translation>Ordner zur Bibliothek &amp;hinzufügen…</translation>
    </message>
    <message>
        <source>&amp;Convert</source>
        <translation>&amp;Umwandeln</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Machine</source>
        <translation>&amp;Maschine</translation>
    </message>
    <message>
        <source>&amp;Next part of the window</source>
        <translation>&amp;Nächster Bereich des Fensters</translation>
    </message>
    <message>
        <source>&amp;Open files…</source>
        <translation>&amp;Dateien öffnen…</translation>
    </message>
    <message>
        <source>&amp;Paste files</source>
        <translation>Dateien &amp;einfügen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Refresh the library</source>
        <translation>Bibliothek &amp;aktualisieren</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>&amp;Einstellungen…</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Design</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>Capture a r&amp;unning machine…</source>
        <translation>&amp;Laufende Maschine erfassen…</translation>
    </message>
    <message>
        <source>Go to the &amp;details</source>
        <translation>Zu den De&amp;tails</translation>
    </message>
    <message>
        <source>Go to the &amp;library</source>
        <translation>Zur &amp;Bibliothek</translation>
    </message>
    <message>
        <source>Go to the &amp;queue</source>
        <translation>Zur &amp;Warteschlange</translation>
    </message>
    <message>
        <source>Open &amp;folder…</source>
        <translation>&amp;Ordner öffnen…</translation>
    </message>
    <message>
        <source>Try it with a &amp;demo</source>
        <translation>Mit De&amp;mo ausprobieren</translation>
    </message>
</context>
<context>
    <name>Asking</name>
    <message>
        <source>&amp;Replace</source>
        <translation>&amp;Ersetzen</translation>
    </message>
    <message>
        <source>It lies in {folder}. Once the new core is finished, it is lost.</source>
        <translation>Sie liegt in {folder}. Sobald der neue Core fertig ist, geht sie verloren.</translation>
    </message>
    <message>
        <source>Replace the file?</source>
        <translation>Datei ersetzen?</translation>
    </message>
    <message>
        <source>{name} exists already.</source>
        <translation>{name} existiert bereits.</translation>
    </message>
</context>
<context>
    <name>CaptureDialog</name>
    <message>
        <source>&amp;Go on</source>
        <translation>&amp;Weitermachen</translation>
    </message>
    <message>
        <source>&amp;Stop the capture</source>
        <translation>Erfassung &amp;abbrechen</translation>
    </message>
    <message>
        <source>A virtual machine is being captured.</source>
        <translation>Eine virtuelle Maschine wird gerade erfasst.</translation>
    </message>
    <message>
        <source>Capture a running virtual machine</source>
        <translation>Laufende virtuelle Maschine erfassen</translation>
    </message>
    <message>
        <source>Folder of the core</source>
        <translation>Ordner des Cores</translation>
    </message>
    <message>
        <source>If it is stopped, the machine is given back as it was.</source>
        <translation>Bei einem Abbruch wird die Maschine so zurückgegeben, wie sie war.</translation>
    </message>
    <message>
        <source>Looking for running machines…</source>
        <translation>Laufende Maschinen werden gesucht…</translation>
    </message>
    <message>
        <source>Nothing is left behind.</source>
        <translation>Nichts bleibt zurück.</translation>
    </message>
    <message>
        <source>Select a running machine.</source>
        <translation>Eine laufende Maschine auswählen.</translation>
    </message>
    <message>
        <source>The capture failed.</source>
        <translation>Die Erfassung ist fehlgeschlagen.</translation>
    </message>
    <message>
        <source>The capture was stopped.</source>
        <translation>Die Erfassung wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The folder of the core is not there.</source>
        <translation>Den Ordner des Cores gibt es nicht.</translation>
    </message>
    <message>
        <source>The virtual machine runs on; nothing is left behind.</source>
        <translation>Die virtuelle Maschine läuft weiter; nichts bleibt zurück.</translation>
    </message>
    <message>
        <source>Thinking it through…</source>
        <translation>Wird vorausberechnet…</translation>
    </message>
    <message>
        <source>Without vmrun nothing can be listed.</source>
        <translation>Ohne vmrun lässt sich nichts auflisten.</translation>
    </message>
</context>
<context>
    <name>CaptureForm</name>
    <message>
        <source>&amp;Capture</source>
        <translation>Er&amp;fassen</translation>
    </message>
    <message>
        <source>C&amp;hoose…</source>
        <translation>Auswäh&amp;len…</translation>
    </message>
    <message>
        <source>Choices and what will happen</source>
        <translation>Auswahl und was geschehen wird</translation>
    </message>
    <message>
        <source>Choose v&amp;mrun…</source>
        <translation>&amp;vmrun auswählen…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>It comes with VMware Workstation, Player and Fusion, and is what controls running machines. If it is somewhere else, choose it here or in the settings.</source>
        <translation>Es gehört zu VMware Workstation, Player und Fusion und steuert laufende Maschinen. Liegt es woanders, lässt es sich hier oder in den Einstellungen auswählen.</translation>
    </message>
    <message>
        <source>Progress of the capture</source>
        <translation>Fortschritt der Erfassung</translation>
    </message>
    <message>
        <source>Save the core &amp;in:</source>
        <translation>Core speichern &amp;in:</translation>
    </message>
    <message>
        <source>St&amp;op</source>
        <translation>Abbre&amp;chen</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Wird gestartet</translation>
    </message>
    <message>
        <source>Stopping: the virtual machine is being given back</source>
        <translation>Wird abgebrochen: die virtuelle Maschine wird zurückgegeben</translation>
    </message>
    <message>
        <source>vmrun was not found</source>
        <translation>vmrun wurde nicht gefunden</translation>
    </message>
</context>
<context>
    <name>CaptureKeeper</name>
    <message>
        <source>The snapshot of {machine} stays, so that it can be tried again</source>
        <translation>Der Snapshot von {machine} bleibt für einen neuen Versuch erhalten</translation>
    </message>
</context>
<context>
    <name>CaptureNotices</name>
    <message>
        <source>Cancel the job</source>
        <translation>Auftrag abbrechen</translation>
    </message>
    <message>
        <source>{machine} stands still until its core is written, and other jobs run before that. Pause them, or cancel its job to let the machine run on.</source>
        <translation>{machine} steht still, bis der Core geschrieben ist, und davor laufen andere Aufträge. Diese anhalten oder den Auftrag abbrechen, damit die Maschine weiterläuft.</translation>
    </message>
    <message>
        <source>{machine} stands still until its core is written, and that is paused. Resume the job, or cancel it to let the machine run on.</source>
        <translation>{machine} steht still, bis der Core geschrieben ist, und das ist angehalten. Den Auftrag fortsetzen oder abbrechen, damit die Maschine weiterläuft.</translation>
    </message>
    <message>
        <source>{machine} stands still until its core is written, and the disk is too full for that. Free some space, or cancel the job to let the machine run on.</source>
        <translation>{machine} steht still, bis der Core geschrieben ist, und dafür ist der Datenträger zu voll. Platz schaffen oder den Auftrag abbrechen, damit die Maschine weiterläuft.</translation>
    </message>
    <message>
        <source>{machine} was not converted, so that it need not stand still.</source>
        <translation>{machine} wurde nicht umgewandelt, um nicht still zu stehen.</translation>
    </message>
</context>
<context>
    <name>Closing</name>
    <message>
        <source>A virtual machine is being given back; then GuestCore closes.</source>
        <translation>Eine virtuelle Maschine wird zurückgegeben; danach schließt GuestCore.</translation>
    </message>
</context>
<context>
    <name>CommandEdit</name>
    <message>
        <source>Command line</source>
        <translation>Befehlszeile</translation>
    </message>
    <message>
        <source>Mak&amp;e anew</source>
        <translation>Neu er&amp;zeugen</translation>
    </message>
</context>
<context>
    <name>CommandsCard</name>
    <message>
        <source>Copy &amp;crash line</source>
        <translation>crash-Z&amp;eile kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;drgn line</source>
        <translation>drgn-Zeile &amp;kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;gdb line</source>
        <translation>&amp;gdb-Zeile kopieren</translation>
    </message>
    <message>
        <source>Open it in a debugger</source>
        <translation>In einem Debugger öffnen</translation>
    </message>
</context>
<context>
    <name>CopyButton</name>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>CopyTable</name>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
</context>
<context>
    <name>CoreHandle</name>
    <message>
        <source>Drag the core into another window</source>
        <translation>Core in ein anderes Fenster ziehen</translation>
    </message>
    <message>
        <source>The core, to be dragged</source>
        <translation>Der Core, zum Ziehen</translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>This is a mistake in GuestCore, not in your files</source>
        <translation>Das ist ein Fehler in GuestCore, nicht in den Dateien</translation>
    </message>
    <message>
        <source>Your virtual machines were only read. What was being done has stopped; the rest of the program goes on. The report below holds versions and places in the program, nothing of a guest: copy it into a report to us.</source>
        <translation>Virtuelle Maschinen wurden nur gelesen. Der laufende Vorgang ist beendet, das übrige Programm läuft weiter. Der Bericht unten enthält Versionen und Programmstellen, nichts von einem Gast: zum Melden des Fehlers kopieren.</translation>
    </message>
</context>
<context>
    <name>Desktop</name>
    <message>
        <source>The language changes when the capture has ended.</source>
        <translation>Die Sprache wechselt, sobald die Erfassung beendet ist.</translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>suspended</source>
        <translation>angehalten</translation>
    </message>
</context>
<context>
    <name>DetailsPage</name>
    <message>
        <source>Choose the memory file</source>
        <translation>Speicherdatei auswählen</translation>
    </message>
    <message>
        <source>Memory files (*.vmem *.VMEM);;All files (*)</source>
        <translation>Speicherdateien (*.vmem *.VMEM);;Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>DropHint</name>
    <message>
        <source>Drop to look at it; nothing is moved or changed</source>
        <translation>Zum Ansehen loslassen; nichts wird verschoben oder geändert</translation>
    </message>
</context>
<context>
    <name>DropPage</name>
    <message>
        <source>Choose f&amp;iles…</source>
        <translation>Date&amp;ien auswählen…</translation>
    </message>
    <message>
        <source>Drop a frozen virtual machine here</source>
        <translation>Eine eingefrorene virtuelle Maschine hierher ziehen</translation>
    </message>
    <message>
        <source>Drop its folder here, or a saved state (.vmss, .vmsn),</source>
        <translation>Ihren Ordner oder einen gespeicherten Zustand (.vmss, .vmsn) hierher ziehen</translation>
    </message>
    <message>
        <source>Drop the folder of one here, or a saved state (.vmss, .vmsn).</source>
        <translation>Ihren Ordner oder einen gespeicherten Zustand (.vmss, .vmsn) hierher ziehen.</translation>
    </message>
    <message>
        <source>No virtual machines of VMware were found by themselves.</source>
        <translation>Es wurden keine virtuellen Maschinen von VMware gefunden.</translation>
    </message>
    <message>
        <source>Try it with a &amp;demo</source>
        <translation>Mit Demo aus&amp;probieren</translation>
    </message>
    <message>
        <source>or select one of its states on the left.</source>
        <translation>oder links einen ihrer Zustände auswählen.</translation>
    </message>
</context>
<context>
    <name>EmptyPage</name>
    <message>
        <source>Add the folder in which yours lie, or drop it anywhere in this window.</source>
        <translation>Einen Ordner mit virtuellen Maschinen hinzufügen oder irgendwo ins Fenster ziehen.</translation>
    </message>
    <message>
        <source>No virtual machines found</source>
        <translation>Keine virtuellen Maschinen gefunden</translation>
    </message>
</context>
<context>
    <name>EngineBox</name>
    <message>
        <source>(version not known)</source>
        <translation>(Version nicht bekannt)</translation>
    </message>
    <message>
        <source>A memory.dmp for WinDbg.</source>
        <translation>Eine memory.dmp für WinDbg.</translation>
    </message>
    <message>
        <source>All memory as it is, of any guest system.</source>
        <translation>Der ganze Arbeitsspeicher unverändert, für jedes Gastsystem.</translation>
    </message>
    <message>
        <source>C&amp;ommand line</source>
        <translation>&amp;Befehlszeile</translation>
    </message>
    <message>
        <source>Core of physical memory</source>
        <translation>Core des physischen Speichers</translation>
    </message>
    <message>
        <source>Engi&amp;ne</source>
        <translation>E&amp;ngine</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Engine</translation>
    </message>
    <message>
        <source>For crash; the offsets are found by the program.</source>
        <translation>Für crash; das Programm findet die Offsets selbst.</translation>
    </message>
    <message>
        <source>For crash; the offsets have to be added to the command line.</source>
        <translation>Für crash; die Offsets sind in der Befehlszeile zu ergänzen.</translation>
    </message>
    <message>
        <source>GuestCore (native)</source>
        <translation>GuestCore (nativ)</translation>
    </message>
    <message>
        <source>GuestCore&apos;s own; needs no other program.</source>
        <translation>Die von GuestCore; braucht kein anderes Programm.</translation>
    </message>
    <message>
        <source>Kin&amp;d</source>
        <translation>T&amp;yp</translation>
    </message>
    <message>
        <source>Kind of dump</source>
        <translation>Typ des Speicherabbilds</translation>
    </message>
    <message>
        <source>Linux core, 2.6 and later</source>
        <translation>Linux-Core, 2.6 und neuer</translation>
    </message>
    <message>
        <source>Linux core, other kernels</source>
        <translation>Linux-Core, andere Kernel</translation>
    </message>
    <message>
        <source>VMware&apos;s program: {path}</source>
        <translation>Programm von VMware: {path}</translation>
    </message>
    <message>
        <source>WinDbg, Windows 8 and later</source>
        <translation>WinDbg, Windows 8 und neuer</translation>
    </message>
    <message>
        <source>WinDbg, before Windows 8</source>
        <translation>WinDbg, vor Windows 8</translation>
    </message>
    <message>
        <source>the folders of PATH</source>
        <translation>Ordner in PATH</translation>
    </message>
    <message>
        <source>the program chosen in the settings</source>
        <translation>in den Einstellungen gewähltes Programm</translation>
    </message>
    <message>
        <source>vmss2core was not found.</source>
        <translation>vmss2core wurde nicht gefunden.</translation>
    </message>
    <message>
        <source>vmss2core {version}</source>
        <translation>vmss2core {version}</translation>
    </message>
    <message>
        <source>vmss2core, which VMware hands out, is looked for in:</source>
        <translation>vmss2core, das von VMware kommt, wird hier gesucht:</translation>
    </message>
</context>
<context>
    <name>Explained</name>
    <message>
        <source>Where is it looked for?</source>
        <translation>Wo wird gesucht?</translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message>
        <source>Build ID</source>
        <translation>Build-ID</translation>
    </message>
    <message>
        <source>Guest system</source>
        <translation>Gastsystem</translation>
    </message>
    <message>
        <source>Host name</source>
        <translation>Hostname</translation>
    </message>
    <message>
        <source>KASLR offset</source>
        <translation>KASLR-Offset</translation>
    </message>
    <message>
        <source>Kernel release</source>
        <translation>Kernel-Version</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Arbeitsspeicher</translation>
    </message>
    <message>
        <source>Memory file</source>
        <translation>Speicherdatei</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produkt</translation>
    </message>
    <message>
        <source>Windows version</source>
        <translation>Windows-Version</translation>
    </message>
    <message>
        <source>a compressed memory file</source>
        <translation>komprimierte Speicherdatei</translation>
    </message>
    <message>
        <source>a memory file</source>
        <translation>Speicherdatei</translation>
    </message>
    <message>
        <source>inside the saved state</source>
        <translation>im gespeicherten Zustand</translation>
    </message>
    <message>
        <source>kdump kernel</source>
        <translation>kdump-Kernel</translation>
    </message>
    <message>
        <source>{product}, build {build}</source>
        <translation>{product}, Build {build}</translation>
    </message>
    <message>
        <source>{release} is running, after a crash</source>
        <translation>{release} läuft, nach einem Absturz</translation>
    </message>
    <message>
        <source>{size}, {where}</source>
        <translation>{size}, {where}</translation>
    </message>
    <message>
        <source>{system} (set up as {name})</source>
        <translation>{system} (eingerichtet als {name})</translation>
    </message>
</context>
<context>
    <name>FaultDialog</name>
    <message>
        <source>Python wrote this when the process was ended from inside the window system. It holds places in the program, nothing of a guest: copy it into a report to us.</source>
        <translation>Python hat dies geschrieben, als der Prozess durch das Fenstersystem beendet wurde. Es enthält Programmstellen, nichts von einem Gast: zum Melden des Fehlers kopieren.</translation>
    </message>
    <message>
        <source>The last run ended by a fault</source>
        <translation>Der letzte Lauf endete durch einen Absturz</translation>
    </message>
</context>
<context>
    <name>FolderList</name>
    <message>
        <source>&amp;Add…</source>
        <translation>&amp;Hinzufügen…</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>Ent&amp;fernen</translation>
    </message>
    <message>
        <source>Add a folder</source>
        <translation>Ordner hinzufügen</translation>
    </message>
    <message>
        <source>Folders of the library</source>
        <translation>Ordner der Bibliothek</translation>
    </message>
    <message>
        <source>More &amp;folders:</source>
        <translation>&amp;Weitere Ordner:</translation>
    </message>
</context>
<context>
    <name>HelpDialog</name>
    <message>
        <source>A snapshot lets the machine run on; suspending stops it until its files are no longer needed.</source>
        <translation>Bei einem Snapshot läuft die Maschine weiter; beim Anhalten steht sie still, bis ihre Dateien nicht mehr gebraucht werden.</translation>
    </message>
    <message>
        <source>Capture a running machine</source>
        <translation>Eine laufende Maschine erfassen</translation>
    </message>
    <message>
        <source>Choose Capture and select the machine.</source>
        <translation>„Laufende Maschine erfassen“ wählen und die Maschine auswählen.</translation>
    </message>
    <message>
        <source>Choose Capture. When the memory is written, the conversion is queued by itself.</source>
        <translation>„Erfassen“ wählen. Sobald der Arbeitsspeicher geschrieben ist, kommt die Umwandlung von selbst in die Warteschlange.</translation>
    </message>
    <message>
        <source>Choose Convert. The queue at the bottom shows how far it is; the machine&apos;s files are only read.</source>
        <translation>„Umwandeln“ wählen. Die Warteschlange unten zeigt den Fortschritt; die Dateien der Maschine werden nur gelesen.</translation>
    </message>
    <message>
        <source>Close a dialog; leave the search</source>
        <translation>Dialog schließen; Suche verlassen</translation>
    </message>
    <message>
        <source>Copy the line of your debugger and paste it in a terminal.</source>
        <translation>Die Zeile für den gewünschten Debugger kopieren und in ein Terminal einfügen.</translation>
    </message>
    <message>
        <source>Drop its folder or its saved state (.vmss, .vmsn) anywhere in the window, or select it in the library on the left.</source>
        <translation>Ihren Ordner oder gespeicherten Zustand (.vmss, .vmsn) irgendwo ins Fenster ziehen oder links in der Bibliothek auswählen.</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>If the line says VMLINUX, install the package that the report names and put the path of its vmlinux there.</source>
        <translation>Steht VMLINUX in der Zeile, das im Bericht genannte Paket installieren und den Pfad seines vmlinux dort einsetzen.</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>Tastatur</translation>
    </message>
    <message>
        <source>Make a core of a saved state</source>
        <translation>Aus einem gespeicherten Zustand einen Core machen</translation>
    </message>
    <message>
        <source>Menu of the selected row</source>
        <translation>Menü der ausgewählten Zeile</translation>
    </message>
    <message>
        <source>Next control</source>
        <translation>Nächstes Bedienelement</translation>
    </message>
    <message>
        <source>Open a core in a debugger</source>
        <translation>Einen Core in einem Debugger öffnen</translation>
    </message>
    <message>
        <source>Open the report of the core, or drop a core into the window.</source>
        <translation>Den Bericht des Cores öffnen oder einen Core ins Fenster ziehen.</translation>
    </message>
    <message>
        <source>Open the report: it says whether the core can be trusted.</source>
        <translation>Den Bericht öffnen: er sagt, ob dem Core zu trauen ist.</translation>
    </message>
    <message>
        <source>Press the control that has the focus</source>
        <translation>Bedienelement mit dem Fokus betätigen</translation>
    </message>
    <message>
        <source>Read what was found. If something is missing, the page says what to do.</source>
        <translation>Lesen, was gefunden wurde. Fehlt etwas, sagt die Seite, was zu tun ist.</translation>
    </message>
    <message>
        <source>Read what will happen and how much space it takes.</source>
        <translation>Lesen, was geschehen wird und wie viel Platz es braucht.</translation>
    </message>
    <message>
        <source>Search the library</source>
        <translation>Bibliothek durchsuchen</translation>
    </message>
    <message>
        <source>Suspend the virtual machine in VMware, or take a snapshot with its memory.</source>
        <translation>Die virtuelle Maschine in VMware anhalten oder einen Snapshot mit Arbeitsspeicher erstellen.</translation>
    </message>
</context>
<context>
    <name>Jobs</name>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>Bricht ab…</translation>
    </message>
    <message>
        <source>Capturing</source>
        <translation>Erfassen</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>Gelöscht</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Flushing to disk</source>
        <translation>Daten festschreiben</translation>
    </message>
    <message>
        <source>Goes on</source>
        <translation>Fortgesetzt</translation>
    </message>
    <message>
        <source>Interrupted: it begins anew when resumed</source>
        <translation>Unterbrochen: beginnt beim Fortsetzen von vorn</translation>
    </message>
    <message>
        <source>Invalid</source>
        <translation>Ungültig</translation>
    </message>
    <message>
        <source>It begins when its turn comes</source>
        <translation>Beginnt, wenn die Reihe daran ist</translation>
    </message>
    <message>
        <source>It begins when resumed</source>
        <translation>Beginnt beim Fortsetzen</translation>
    </message>
    <message>
        <source>It failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Not checked</source>
        <translation>Nicht geprüft</translation>
    </message>
    <message>
        <source>Nothing was written</source>
        <translation>Nichts wurde geschrieben</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>Zurückgestellt</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Pausing…</source>
        <translation>Hält an…</translation>
    </message>
    <message>
        <source>Releasing the virtual machine</source>
        <translation>Maschine freigeben</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Searching memory</source>
        <translation>Speicher absuchen</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Gestartet</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Wird gestartet</translation>
    </message>
    <message>
        <source>The core was deleted</source>
        <translation>Der Core wurde gelöscht</translation>
    </message>
    <message>
        <source>The core was written and not checked</source>
        <translation>Der Core wurde geschrieben, aber nicht geprüft</translation>
    </message>
    <message>
        <source>The disk is too full: it goes on when {size} are free</source>
        <translation>Datenträger zu voll: geht weiter, sobald {size} frei sind</translation>
    </message>
    <message>
        <source>This core cannot be trusted: {failed} of {asked} checks failed</source>
        <translation>Diesem Core ist nicht zu trauen: {failed} von {asked} Prüfungen fehlgeschlagen</translation>
    </message>
    <message>
        <source>Understanding the guest</source>
        <translation>Gast untersuchen</translation>
    </message>
    <message>
        <source>VM suspended</source>
        <translation>VM steht still</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>Gültig</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Waiting for the memory file</source>
        <translation>Speicherdatei abwarten</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>Warnungen</translation>
    </message>
    <message>
        <source>Writing memory</source>
        <translation>Speicher schreiben</translation>
    </message>
    <message>
        <source>{passed} of {asked} checks passed</source>
        <translation>{passed} von {asked} Prüfungen bestanden</translation>
    </message>
    <message>
        <source>{state}; its virtual machine stands still</source>
        <translation>{state}; die virtuelle Maschine steht still</translation>
    </message>
</context>
<context>
    <name>LeftoverBar</name>
    <message numerus="yes">
        <source>%n temporary file(s) of conversions that were killed: {size}</source>
        <translation>
            <numerusform>%n temporäre Datei abgebrochener Umwandlungen: {size}</numerusform>
            <numerusform>%n temporäre Dateien abgebrochener Umwandlungen: {size}</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep them</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Remove them</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>Library</name>
    <message>
        <source>Left out</source>
        <translation>Ausgelassen</translation>
    </message>
    <message>
        <source>Suspended state</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>The virtual machine goes on from here.</source>
        <translation>Ab hier läuft die virtuelle Maschine weiter.</translation>
    </message>
    <message>
        <source>You are here</source>
        <translation>Aktueller Zustand</translation>
    </message>
</context>
<context>
    <name>LibraryCommands</name>
    <message>
        <source>&amp;Convert</source>
        <translation>&amp;Umwandeln</translation>
    </message>
    <message>
        <source>&amp;Forget that it was used</source>
        <translation>Aus „&amp;Zuletzt verwendet“ entfernen</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>&amp;Aktualisieren</translation>
    </message>
    <message>
        <source>&amp;Show in folder</source>
        <translation>Im &amp;Ordner anzeigen</translation>
    </message>
    <message>
        <source>C&amp;opy path</source>
        <translation>&amp;Pfad kopieren</translation>
    </message>
    <message>
        <source>Ca&amp;pture…</source>
        <translation>&amp;Erfassen…</translation>
    </message>
    <message>
        <source>Re&amp;move folder from the library</source>
        <translation>Ordner aus der &amp;Bibliothek entfernen</translation>
    </message>
</context>
<context>
    <name>LibraryContent</name>
    <message numerus="yes">
        <source>%n virtual machine(s)</source>
        <translation>
            <numerusform>%n virtuelle Maschine</numerusform>
            <numerusform>%n virtuelle Maschinen</numerusform>
        </translation>
    </message>
    <message>
        <source>No virtual machines</source>
        <translation>Keine virtuellen Maschinen</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Zuletzt verwendet</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Suche läuft…</translation>
    </message>
    <message>
        <source>VMware</source>
        <translation>VMware</translation>
    </message>
    <message>
        <source>Virtual machines that VMware lists or keeps by itself</source>
        <translation>Virtuelle Maschinen, die VMware selbst auflistet oder ablegt</translation>
    </message>
    <message>
        <source>What was opened or converted lately</source>
        <translation>Was zuletzt geöffnet oder umgewandelt wurde</translation>
    </message>
</context>
<context>
    <name>LibraryMarks</name>
    <message>
        <source>Cannot be read</source>
        <translation>Nicht lesbar</translation>
    </message>
    <message>
        <source>Converted</source>
        <translation>Umgewandelt</translation>
    </message>
    <message>
        <source>Encrypted</source>
        <translation>Verschlüsselt</translation>
    </message>
    <message>
        <source>File missing</source>
        <translation>Datei fehlt</translation>
    </message>
    <message>
        <source>Has memory</source>
        <translation>Mit Arbeitsspeicher</translation>
    </message>
    <message>
        <source>Memory file missing</source>
        <translation>Speicherdatei fehlt</translation>
    </message>
    <message>
        <source>No memory</source>
        <translation>Ohne Arbeitsspeicher</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>{size} of memory</source>
        <translation>{size} Arbeitsspeicher</translation>
    </message>
</context>
<context>
    <name>LibraryPanel</name>
    <message>
        <source>Add a folder</source>
        <translation>Ordner hinzufügen</translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation>Ordner hinzufügen…</translation>
    </message>
    <message>
        <source>By date</source>
        <translation>Nach Datum</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>Nach Name</translation>
    </message>
    <message>
        <source>Ctrl+Shift+L</source>
        <translation>Strg+Umschalt+L</translation>
    </message>
    <message>
        <source>Order of the virtual machines</source>
        <translation>Reihenfolge der virtuellen Maschinen</translation>
    </message>
</context>
<context>
    <name>LibraryView</name>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
</context>
<context>
    <name>LoadingPage</name>
    <message>
        <source>&amp;Cancel</source>
        <translation>Abbre&amp;chen</translation>
    </message>
    <message>
        <source>Looking at {name}</source>
        <translation>{name} wird untersucht</translation>
    </message>
    <message>
        <source>Nothing is written yet.</source>
        <translation>Noch wird nichts geschrieben.</translation>
    </message>
</context>
<context>
    <name>LogDialog</name>
    <message>
        <source>&amp;Copy all</source>
        <translation>Alles &amp;kopieren</translation>
    </message>
    <message>
        <source>It has not run yet</source>
        <translation>Dieser Auftrag ist noch nicht gelaufen</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Log of {job}</source>
        <translation>Protokoll von {job}</translation>
    </message>
</context>
<context>
    <name>MachineList</name>
    <message>
        <source>&amp;Refresh</source>
        <translation>&amp;Aktualisieren</translation>
    </message>
    <message>
        <source>No virtual machine is running.</source>
        <translation>Keine virtuelle Maschine läuft.</translation>
    </message>
    <message>
        <source>Running virtual machines</source>
        <translation>Laufende virtuelle Maschinen</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Add a folder</source>
        <translation>Ordner hinzufügen</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Ordner auswählen</translation>
    </message>
    <message>
        <source>In the library</source>
        <translation>In der Bibliothek</translation>
    </message>
    <message>
        <source>In the queue</source>
        <translation>In der Warteschlange</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>There are no files on the clipboard.</source>
        <translation>In der Zwischenablage sind keine Dateien.</translation>
    </message>
    <message>
        <source>VMware files and cores ({pattern})</source>
        <translation>VMware-Dateien und Cores ({pattern})</translation>
    </message>
</context>
<context>
    <name>MapPanel</name>
    <message>
        <source>Memory: {size}</source>
        <translation>Speicher: {size}</translation>
    </message>
    <message>
        <source>Point at a range, or choose one with the arrow keys.</source>
        <translation>Auf einen Bereich zeigen oder mit den Pfeiltasten wählen.</translation>
    </message>
    <message>
        <source>Ranges of memory</source>
        <translation>Speicherbereiche</translation>
    </message>
    <message>
        <source>Show as ta&amp;ble</source>
        <translation>Als &amp;Tabelle anzeigen</translation>
    </message>
</context>
<context>
    <name>MemoryMap</name>
    <message>
        <source>First address</source>
        <translation>Erste Adresse</translation>
    </message>
    <message>
        <source>Last address</source>
        <translation>Letzte Adresse</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Zero pages</source>
        <translation>Nullseiten</translation>
    </message>
    <message>
        <source>about {percent} % zero</source>
        <translation>etwa {percent} % null</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>Arbeitsspeicher</translation>
    </message>
    <message>
        <source>missing in the file</source>
        <translation>fehlt in der Datei</translation>
    </message>
    <message>
        <source>not memory</source>
        <translation>kein Speicher</translation>
    </message>
    <message>
        <source>not readable</source>
        <translation>nicht lesbar</translation>
    </message>
    <message>
        <source>zero</source>
        <translation>null</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>{first} bis {last}</translation>
    </message>
    <message>
        <source>{percent} % zero</source>
        <translation>{percent} % null</translation>
    </message>
    <message numerus="yes">
        <source>{size} in %n range(s)</source>
        <translation>
            <numerusform>{size} in %n Bereich</numerusform>
            <numerusform>{size} in %n Bereichen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MemoryMapWidget</name>
    <message>
        <source>Memory map</source>
        <translation>Speicherbelegung</translation>
    </message>
</context>
<context>
    <name>NoMatchPage</name>
    <message>
        <source>Clear the search te&amp;xt</source>
        <translation>Suchte&amp;xt löschen</translation>
    </message>
    <message>
        <source>Names, guest systems and file names are searched.</source>
        <translation>Durchsucht werden Namen, Gastsysteme und Dateinamen.</translation>
    </message>
    <message>
        <source>Nothing matches “{search}”</source>
        <translation>Nichts passt zu „{search}“</translation>
    </message>
</context>
<context>
    <name>Notes</name>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n Warnung</numerusform>
            <numerusform>%n Warnungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show all %n warning(s)</source>
        <translation>
            <numerusform>%n Warnung anzeigen</numerusform>
            <numerusform>Alle %n Warnungen anzeigen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
</context>
<context>
    <name>OutputCard</name>
    <message>
        <source>Chec&amp;k</source>
        <translation>Prüfun&amp;g</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Choose the file of the core</source>
        <translation>Datei des Cores auswählen</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Auswählen…</translation>
    </message>
    <message>
        <source>Core</source>
        <translation>Core</translation>
    </message>
    <message>
        <source>Every byte of memory is compared; about as long as converting.</source>
        <translation>Jedes Byte des Arbeitsspeichers wird verglichen; dauert etwa so lang wie das Umwandeln.</translation>
    </message>
    <message>
        <source>File of the core</source>
        <translation>Datei des Cores</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>Vollständig</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Nothing proves that the core is right.</source>
        <translation>Nichts beweist, dass der Core stimmt.</translation>
    </message>
    <message>
        <source>Quick</source>
        <translation>Schnell</translation>
    </message>
    <message>
        <source>Save &amp;as</source>
        <translation>S&amp;peichern unter</translation>
    </message>
    <message>
        <source>Save the core as</source>
        <translation>Core speichern unter</translation>
    </message>
    <message>
        <source>Structure, registers, kernel and samples of memory; seconds.</source>
        <translation>Aufbau, Register, Kernel und Stichproben des Arbeitsspeichers; Sekunden.</translation>
    </message>
</context>
<context>
    <name>PictureView</name>
    <message>
        <source>No picture of the screen</source>
        <translation>Kein Bild des Bildschirms</translation>
    </message>
    <message>
        <source>The screen when the state was saved</source>
        <translation>Der Bildschirm beim Speichern des Zustands</translation>
    </message>
</context>
<context>
    <name>PlanCard</name>
    <message>
        <source>Space: up to {needed} in the machine&apos;s folder, where {free} are free; up to {core} in the folder of the core, where {core_free} are free.</source>
        <translation>Platz: bis zu {needed} im Ordner der Maschine (frei: {free}); bis zu {core} im Ordner des Cores (frei: {core_free}).</translation>
    </message>
    <message>
        <source>What will happen</source>
        <translation>Was geschehen wird</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
</context>
<context>
    <name>ProblemCard</name>
    <message>
        <source>A memory file of the right size. Only its size fits: it may be that of another moment.</source>
        <translation>Eine Speicherdatei der richtigen Größe. Nur die Größe passt: sie kann von einem anderen Zeitpunkt stammen.</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>Saved states with memory</source>
        <translation>Gespeicherte Zustände mit Arbeitsspeicher</translation>
    </message>
    <message>
        <source>Us&amp;e this state</source>
        <translation>Diesen &amp;Zustand verwenden</translation>
    </message>
    <message>
        <source>Use {name}</source>
        <translation>{name} verwenden</translation>
    </message>
</context>
<context>
    <name>Problems</name>
    <message>
        <source>&amp;Open the folder</source>
        <translation>O&amp;rdner öffnen</translation>
    </message>
    <message>
        <source>Ca&amp;pture…</source>
        <translation>Mas&amp;chine erfassen…</translation>
    </message>
    <message>
        <source>Chec&amp;k this core</source>
        <translation>Diesen Core &amp;prüfen</translation>
    </message>
    <message>
        <source>Choos&amp;e files…</source>
        <translation>Date&amp;ien auswählen…</translation>
    </message>
    <message>
        <source>Choose another file or another disk.</source>
        <translation>Andere Datei oder anderen Datenträger wählen.</translation>
    </message>
    <message>
        <source>Choose th&amp;e memory file…</source>
        <translation>Spei&amp;cherdatei auswählen…</translation>
    </message>
    <message>
        <source>Choose the .vmss or .vmsn file of the machine, or its folder.</source>
        <translation>Die .vmss- oder .vmsn-Datei der Maschine oder ihren Ordner auswählen.</translation>
    </message>
    <message>
        <source>Choose the folder that holds its .vmx, .vmss or .vmsn file.</source>
        <translation>Den Ordner auswählen, in dem ihre .vmx-, .vmss- oder .vmsn-Datei liegt.</translation>
    </message>
    <message>
        <source>Choose the one to convert.</source>
        <translation>Einen zum Umwandeln auswählen.</translation>
    </message>
    <message>
        <source>Convert &amp;what is there</source>
        <translation>&amp;Vorhandenes umwandeln</translation>
    </message>
    <message>
        <source>Convert any&amp;way</source>
        <translation>T&amp;rotzdem umwandeln</translation>
    </message>
    <message>
        <source>It belongs beside the saved state, under the same name. It may have been left behind when the folder was copied.</source>
        <translation>Sie gehört unter demselben Namen neben den gespeicherten Zustand. Vielleicht blieb sie beim Kopieren des Ordners zurück.</translation>
    </message>
    <message>
        <source>It contradicts itself. Copy it again from where it came, or save the state of the machine anew.</source>
        <translation>Sie widerspricht sich. Vom Ursprungsort erneut kopieren oder den Zustand der Maschine neu speichern.</translation>
    </message>
    <message>
        <source>It is a pipe, a device or the like. Choose the .vmss or .vmsn file of the machine, or its folder.</source>
        <translation>Es ist eine Pipe, ein Gerät oder Ähnliches. Die .vmss- oder .vmsn-Datei der Maschine oder ihren Ordner auswählen.</translation>
    </message>
    <message>
        <source>It may have been copied only in part. Copy it again from where it came.</source>
        <translation>Vielleicht wurde sie nur zum Teil kopiert. Vom Ursprungsort erneut kopieren.</translation>
    </message>
    <message>
        <source>It may have been copied only in part. Copy it again from where it came; or convert what is there: the core then lacks the rest.</source>
        <translation>Vielleicht wurde sie nur zum Teil kopiert. Vom Ursprungsort erneut kopieren, oder das Vorhandene umwandeln: dem Core fehlt dann der Rest.</translation>
    </message>
    <message>
        <source>It may have been moved or deleted, or belong to another user.</source>
        <translation>Vielleicht wurde es verschoben oder gelöscht, oder es gehört einem anderen Benutzer.</translation>
    </message>
    <message>
        <source>It opens in a debugger as it is. A check tells if it can be trusted.</source>
        <translation>Er lässt sich so in einem Debugger öffnen. Eine Prüfung zeigt, ob ihm zu trauen ist.</translation>
    </message>
    <message>
        <source>It was taken while the machine was off, or without its memory. Suspend the machine or take a snapshot with memory.</source>
        <translation>Er entstand bei ausgeschalteter Maschine oder ohne ihren Arbeitsspeicher. Maschine anhalten oder einen Snapshot mit Arbeitsspeicher erstellen.</translation>
    </message>
    <message>
        <source>Its memory cannot be read without its password. Remove the encryption in VMware (VM → Settings → Options → Access Control), then suspend it again.</source>
        <translation>Ihr Arbeitsspeicher ist ohne ihr Kennwort nicht lesbar. Verschlüsselung in VMware entfernen (VM → Einstellungen → Optionen → Zugriffssteuerung), dann erneut anhalten.</translation>
    </message>
    <message>
        <source>Its memory changes while it is read. Suspend the machine, or capture it: that takes a snapshot of it and converts that.</source>
        <translation>Ihr Arbeitsspeicher ändert sich beim Lesen. Maschine anhalten oder erfassen: dabei wird ein Snapshot erstellt und umgewandelt.</translation>
    </message>
    <message>
        <source>Its memory may change while it is read. Suspend the machine, or capture it. Convert it anyway only if the machine is surely off and its lock was left behind: else the core mixes moments that never were.</source>
        <translation>Ihr Arbeitsspeicher kann sich beim Lesen ändern. Maschine anhalten oder erfassen. Nur trotzdem umwandeln, wenn die Maschine sicher aus ist und nur ihre Sperre zurückblieb: sonst vermischt der Core verschiedene Zeitpunkte.</translation>
    </message>
    <message>
        <source>Look aga&amp;in</source>
        <translation>Ern&amp;eut untersuchen</translation>
    </message>
    <message>
        <source>The core cannot be written there</source>
        <translation>Der Core lässt sich dort nicht speichern</translation>
    </message>
    <message>
        <source>The file ends too early</source>
        <translation>Die Datei endet zu früh</translation>
    </message>
    <message>
        <source>The file is damaged</source>
        <translation>Die Datei ist beschädigt</translation>
    </message>
    <message>
        <source>The files changed while they were read</source>
        <translation>Die Dateien haben sich beim Lesen geändert</translation>
    </message>
    <message>
        <source>The machine could not be captured</source>
        <translation>Die Maschine ließ sich nicht erfassen</translation>
    </message>
    <message>
        <source>The machine goes on. Suspend it in VMware and convert that.</source>
        <translation>Die Maschine läuft weiter. In VMware anhalten und dann umwandeln.</translation>
    </message>
    <message>
        <source>The machine may be running. Suspend it or copy its files; look again.</source>
        <translation>Vielleicht läuft die Maschine. Anhalten oder ihre Dateien kopieren, dann noch einmal nachsehen.</translation>
    </message>
    <message>
        <source>The memory file ends too early</source>
        <translation>Die Speicherdatei endet zu früh</translation>
    </message>
    <message>
        <source>The memory file is not here</source>
        <translation>Die Speicherdatei fehlt</translation>
    </message>
    <message>
        <source>The saved state is not here</source>
        <translation>Der gespeicherte Zustand fehlt</translation>
    </message>
    <message>
        <source>There is more than one saved state</source>
        <translation>Es gibt mehr als einen gespeicherten Zustand</translation>
    </message>
    <message>
        <source>There is no virtual machine in this folder</source>
        <translation>In diesem Ordner ist keine virtuelle Maschine</translation>
    </message>
    <message>
        <source>This cannot be read</source>
        <translation>Das ist nicht lesbar</translation>
    </message>
    <message>
        <source>This is a core already</source>
        <translation>Das ist bereits ein Core</translation>
    </message>
    <message>
        <source>This is memory alone. The .vmss or .vmsn file tells how it is to be read, and belongs beside it, under the same name.</source>
        <translation>Das ist nur der Arbeitsspeicher. Die .vmss- oder .vmsn-Datei sagt, wie er zu lesen ist, und gehört unter demselben Namen daneben.</translation>
    </message>
    <message>
        <source>This is no saved state of a virtual machine</source>
        <translation>Das ist kein gespeicherter Zustand einer virtuellen Maschine</translation>
    </message>
    <message>
        <source>This is not a regular file</source>
        <translation>Das ist keine gewöhnliche Datei</translation>
    </message>
    <message>
        <source>This is not what can be converted</source>
        <translation>Das lässt sich nicht umwandeln</translation>
    </message>
    <message>
        <source>This snapshot holds no memory</source>
        <translation>Dieser Snapshot enthält keinen Arbeitsspeicher</translation>
    </message>
    <message>
        <source>This virtual machine is encrypted</source>
        <translation>Diese virtuelle Maschine ist verschlüsselt</translation>
    </message>
    <message>
        <source>This virtual machine is running</source>
        <translation>Diese virtuelle Maschine läuft</translation>
    </message>
</context>
<context>
    <name>ProgramRow</name>
    <message>
        <source>Choose {program}</source>
        <translation>{program} auswählen</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Auswählen…</translation>
    </message>
    <message>
        <source>Found by itself</source>
        <translation>Wird selbst gesucht</translation>
    </message>
    <message>
        <source>Looking for it…</source>
        <translation>Wird gesucht…</translation>
    </message>
</context>
<context>
    <name>ProgramsGroup</name>
    <message>
        <source>In {path}</source>
        <translation>In {path}</translation>
    </message>
    <message>
        <source>In {path}; it does not tell its version</source>
        <translation>In {path}; nennt seine Version nicht</translation>
    </message>
    <message>
        <source>Looking for it…</source>
        <translation>Wird gesucht…</translation>
    </message>
    <message>
        <source>No program can be run there</source>
        <translation>Dort lässt sich kein Programm ausführen</translation>
    </message>
    <message>
        <source>Not found on this computer</source>
        <translation>Auf diesem Rechner nicht gefunden</translation>
    </message>
    <message>
        <source>Version {version}, in {path}</source>
        <translation>Version {version}, in {path}</translation>
    </message>
</context>
<context>
    <name>QueueCommands</name>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Log</source>
        <translation>&amp;Protokoll</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>An&amp;halten</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>Fort&amp;setzen</translation>
    </message>
    <message>
        <source>Convert &amp;again</source>
        <translation>Erneut &amp;umwandeln</translation>
    </message>
    <message>
        <source>Copy pa&amp;th</source>
        <translation>P&amp;fad kopieren</translation>
    </message>
    <message>
        <source>Move &amp;down</source>
        <translation>Nach u&amp;nten</translation>
    </message>
    <message>
        <source>Move &amp;up</source>
        <translation>Nach o&amp;ben</translation>
    </message>
    <message>
        <source>Re&amp;move from the list</source>
        <translation>Aus der &amp;Liste entfernen</translation>
    </message>
    <message>
        <source>Show &amp;report</source>
        <translation>Be&amp;richt anzeigen</translation>
    </message>
    <message>
        <source>Show in &amp;folder</source>
        <translation>Im &amp;Ordner anzeigen</translation>
    </message>
</context>
<context>
    <name>QueueDelegate</name>
    <message>
        <source>Cancel (Delete)</source>
        <translation>Abbrechen (Entf)</translation>
    </message>
    <message>
        <source>Convert again (Ctrl+R)</source>
        <translation>Erneut umwandeln (Strg+R)</translation>
    </message>
    <message>
        <source>Pause (Space)</source>
        <translation>Anhalten (Leertaste)</translation>
    </message>
    <message>
        <source>Remove from the list (Delete)</source>
        <translation>Aus der Liste entfernen (Entf)</translation>
    </message>
    <message>
        <source>Resume (Space)</source>
        <translation>Fortsetzen (Leertaste)</translation>
    </message>
    <message>
        <source>Show the core in its folder</source>
        <translation>Core in seinem Ordner anzeigen</translation>
    </message>
    <message>
        <source>Show the log (Ctrl+L)</source>
        <translation>Protokoll anzeigen (Strg+L)</translation>
    </message>
    <message>
        <source>Show the report (Return)</source>
        <translation>Bericht anzeigen (Eingabe)</translation>
    </message>
    <message>
        <source>{n} %</source>
        <translation>{n} %</translation>
    </message>
</context>
<context>
    <name>QueueFooter</name>
    <message numerus="yes">
        <source>%n cancelled</source>
        <translation>
            <numerusform>%n abgebrochen</numerusform>
            <numerusform>%n abgebrochen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n done</source>
        <translation>
            <numerusform>%n fertig</numerusform>
            <numerusform>%n fertig</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n fehlgeschlagen</numerusform>
            <numerusform>%n fehlgeschlagen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n wartet</numerusform>
            <numerusform>%n warten</numerusform>
        </translation>
    </message>
    <message>
        <source>C&amp;lear finished</source>
        <translation>&amp;Fertige entfernen</translation>
    </message>
    <message>
        <source>Pa&amp;use all</source>
        <translation>A&amp;lle anhalten</translation>
    </message>
    <message>
        <source>Progress of the whole queue</source>
        <translation>Fortschritt der ganzen Warteschlange</translation>
    </message>
    <message>
        <source>Res&amp;ume all</source>
        <translation>A&amp;lle fortsetzen</translation>
    </message>
    <message>
        <source>Retr&amp;y failed</source>
        <translation>Fehlgeschlagene &amp;wiederholen</translation>
    </message>
    <message>
        <source>S&amp;top…</source>
        <translation>&amp;Stoppen…</translation>
    </message>
    <message>
        <source>{number} of {total}</source>
        <translation>{number} von {total}</translation>
    </message>
    <message>
        <source>{number}, paused</source>
        <translation>{number}, angehalten</translation>
    </message>
    <message>
        <source>{number}, {time_left} left</source>
        <translation>{number}, noch {time_left}</translation>
    </message>
</context>
<context>
    <name>QueueModel</name>
    <message>
        <source>Actions</source>
        <translation>Aktionen</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>Restzeit</translation>
    </message>
    <message>
        <source>{phase}, {percent} percent</source>
        <translation>{phase}, {percent} Prozent</translation>
    </message>
</context>
<context>
    <name>QueuePanel</name>
    <message>
        <source>The queue is empty. What is converted appears here.</source>
        <translation>Die Warteschlange ist leer. Umwandlungen erscheinen hier.</translation>
    </message>
</context>
<context>
    <name>QueueView</name>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>&amp;Replace</source>
        <translation>&amp;Ersetzen</translation>
    </message>
    <message>
        <source>&amp;Save report…</source>
        <translation>Be&amp;richt speichern…</translation>
    </message>
    <message>
        <source>A check failed when it was written, though none fails now. Convert it again.</source>
        <translation>Beim Schreiben schlug eine Prüfung fehl, jetzt keine mehr. Erneut umwandeln.</translation>
    </message>
    <message>
        <source>Banner</source>
        <translation>Banner</translation>
    </message>
    <message>
        <source>Build ID</source>
        <translation>Build-ID</translation>
    </message>
    <message>
        <source>Chec&amp;k in full</source>
        <translation>&amp;Vollständig prüfen</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Co&amp;nvert again</source>
        <translation>Erneut &amp;umwandeln</translation>
    </message>
    <message>
        <source>D&amp;elete the core…</source>
        <translation>Core lösche&amp;n…</translation>
    </message>
    <message>
        <source>Delete this core?</source>
        <translation>Diesen Core löschen?</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Host name</source>
        <translation>Hostname</translation>
    </message>
    <message>
        <source>JSON, for programs</source>
        <translation>JSON, für Programme</translation>
    </message>
    <message>
        <source>KASLR offset</source>
        <translation>KASLR-Offset</translation>
    </message>
    <message>
        <source>Kernel start</source>
        <translation>Kernel-Anfang</translation>
    </message>
    <message>
        <source>Made from</source>
        <translation>Erzeugt aus</translation>
    </message>
    <message>
        <source>No core was made</source>
        <translation>Es entstand kein Core</translation>
    </message>
    <message>
        <source>Not checked</source>
        <translation>Nicht geprüft</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Nothing was written.</source>
        <translation>Nichts wurde geschrieben.</translation>
    </message>
    <message>
        <source>On disk</source>
        <translation>Auf dem Datenträger</translation>
    </message>
    <message>
        <source>Opens in WinDbg.</source>
        <translation>Lässt sich mit WinDbg öffnen.</translation>
    </message>
    <message>
        <source>Opens in crash, gdb and drgn.</source>
        <translation>Lässt sich mit crash, gdb und drgn öffnen.</translation>
    </message>
    <message>
        <source>Passed</source>
        <translation>Bestanden</translation>
    </message>
    <message>
        <source>Read the warnings before relying on it.</source>
        <translation>Vor der Verwendung die Warnungen lesen.</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>Kernel-Version</translation>
    </message>
    <message>
        <source>Replace this core?</source>
        <translation>Diesen Core ersetzen?</translation>
    </message>
    <message>
        <source>Ret&amp;ry</source>
        <translation>Erneu&amp;t versuchen</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>Segments</source>
        <translation>Segmente</translation>
    </message>
    <message>
        <source>Show &amp;in folder</source>
        <translation>Im Ordner anze&amp;igen</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>The conversion is not over</source>
        <translation>Die Umwandlung ist nicht abgeschlossen</translation>
    </message>
    <message>
        <source>The conversion was cancelled</source>
        <translation>Die Umwandlung wurde abgebrochen</translation>
    </message>
    <message>
        <source>The queue shows how far it is.</source>
        <translation>Die Warteschlange zeigt den Fortschritt.</translation>
    </message>
    <message>
        <source>This core cannot be checked</source>
        <translation>Dieser Core lässt sich nicht prüfen</translation>
    </message>
    <message>
        <source>This core cannot be trusted</source>
        <translation>Diesem Core ist nicht zu trauen</translation>
    </message>
    <message>
        <source>This core was not checked</source>
        <translation>Dieser Core wurde nicht geprüft</translation>
    </message>
    <message>
        <source>Valid core</source>
        <translation>Gültiger Core</translation>
    </message>
    <message>
        <source>Valid core, with warnings</source>
        <translation>Gültiger Core, mit Warnungen</translation>
    </message>
    <message>
        <source>Valid, not compared</source>
        <translation>Gültig, nicht verglichen</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Web page</source>
        <translation>Webseite</translation>
    </message>
    <message>
        <source>Whether it can be trusted is not known: check it.</source>
        <translation>Ob ihm zu trauen ist, ist nicht bekannt: prüfen.</translation>
    </message>
    <message>
        <source>Written in</source>
        <translation>Geschrieben in</translation>
    </message>
    <message>
        <source>shared with the memory file</source>
        <translation>mit der Speicherdatei geteilt</translation>
    </message>
    <message>
        <source>{count} of {asked} checks failed; the first: {title}.</source>
        <translation>{count} von {asked} Prüfungen fehlgeschlagen; die erste: {title}.</translation>
    </message>
    <message>
        <source>{passed} of {asked} checks passed.</source>
        <translation>{passed} von {asked} Prüfungen bestanden.</translation>
    </message>
    <message>
        <source>{path}

It is replaced when the new one is complete.</source>
        <translation>{path}

Er wird ersetzt, sobald der neue vollständig ist.</translation>
    </message>
    <message>
        <source>{path}

The files of the virtual machine stay. The core cannot be brought back, but it can be made again from them.</source>
        <translation>{path}

Die Dateien der virtuellen Maschine bleiben. Der Core lässt sich nicht wiederherstellen, aber aus ihnen neu erzeugen.</translation>
    </message>
</context>
<context>
    <name>ReportButtons</name>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>Copy &amp;path</source>
        <translation>&amp;Pfad kopieren</translation>
    </message>
</context>
<context>
    <name>ReportView</name>
    <message>
        <source>Checking</source>
        <translation>Wird geprüft</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>Checks and facts</source>
        <translation>Prüfungen und Angaben</translation>
    </message>
    <message>
        <source>Core</source>
        <translation>Core</translation>
    </message>
    <message>
        <source>Kernel</source>
        <translation>Kernel</translation>
    </message>
    <message>
        <source>Progress of the check</source>
        <translation>Fortschritt der Prüfung</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>Anmerkungen</translation>
    </message>
    <message>
        <source>St&amp;op</source>
        <translation>Abbre&amp;chen</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>Wird abgebrochen</translation>
    </message>
    <message>
        <source>What follows is what was known of it.</source>
        <translation>Darunter steht, was von ihm bekannt war.</translation>
    </message>
</context>
<context>
    <name>ResultPage</name>
    <message>
        <source>Every page was compared with the source.</source>
        <translation>Jede Seite wurde mit der Quelle verglichen.</translation>
    </message>
    <message>
        <source>Examining the core</source>
        <translation>Core wird untersucht</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>The check could not be made: {reason}</source>
        <translation>Die Prüfung war nicht möglich: {reason}</translation>
    </message>
    <message>
        <source>The check was stopped; the report is the one before.</source>
        <translation>Die Prüfung wurde abgebrochen; der Bericht ist der vorige.</translation>
    </message>
    <message>
        <source>The core is no longer in its folder</source>
        <translation>Der Core ist nicht mehr in seinem Ordner</translation>
    </message>
    <message>
        <source>The core was deleted</source>
        <translation>Der Core wurde gelöscht</translation>
    </message>
    <message>
        <source>The folder is not there any more.</source>
        <translation>Den Ordner gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>The report was saved as {name}.</source>
        <translation>Der Bericht wurde als {name} gespeichert.</translation>
    </message>
    <message>
        <source>The source is not there to compare with: the core was checked in itself.</source>
        <translation>Die Quelle zum Vergleichen fehlt: der Core wurde nur in sich geprüft.</translation>
    </message>
</context>
<context>
    <name>Routes</name>
    <message numerus="yes">
        <source>%n file(s) were given; the first one is shown.</source>
        <translation>
            <numerusform>%n Datei übergeben; sie wird angezeigt.</numerusform>
            <numerusform>%n Dateien übergeben; die erste wird angezeigt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) failed</source>
        <translation>
            <numerusform>%n Auftrag fehlgeschlagen</numerusform>
            <numerusform>%n Aufträge fehlgeschlagen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sound core(s) made</source>
        <translation>
            <numerusform>%n gültiger Core erzeugt</numerusform>
            <numerusform>%n gültige Cores erzeugt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Convert all %n</source>
        <translation>
            <numerusform>%n jetzt umwandeln</numerusform>
            <numerusform>Alle %n jetzt umwandeln</numerusform>
        </translation>
    </message>
    <message>
        <source>GuestCore has finished</source>
        <translation>GuestCore ist fertig</translation>
    </message>
    <message>
        <source>Several cores were given; the first one is shown.</source>
        <translation>Mehrere Cores übergeben; der erste wird angezeigt.</translation>
    </message>
    <message>
        <source>Show report</source>
        <translation>Bericht anzeigen</translation>
    </message>
    <message>
        <source>The last run was ended by a fault inside the window system. Cores that were finished are whole; interrupted jobs are in the queue.</source>
        <translation>Der letzte Lauf endete durch einen Absturz im Fenstersystem. Fertige Cores sind vollständig; unterbrochene Aufträge stehen in der Warteschlange.</translation>
    </message>
    <message>
        <source>What you did could not be saved: {reason}</source>
        <translation>Die letzte Änderung ließ sich nicht speichern: {reason}</translation>
    </message>
</context>
<context>
    <name>ScanChoice</name>
    <message>
        <source>No kernel was found where the registers lead. A search reads everything once more.</source>
        <translation>Wohin die Register führen, wurde kein Kernel gefunden. Die Suche liest alles ein weiteres Mal.</translation>
    </message>
    <message>
        <source>Sea&amp;rch all memory for the kernel</source>
        <translation>Ganzen Arbeitsspe&amp;icher nach dem Kernel durchsuchen</translation>
    </message>
</context>
<context>
    <name>SearchBox</name>
    <message>
        <source>Clear the search text</source>
        <translation>Suchtext löschen</translation>
    </message>
    <message>
        <source>Search (Ctrl+F)</source>
        <translation>Suchen (Strg+F)</translation>
    </message>
    <message>
        <source>Search the library</source>
        <translation>Bibliothek durchsuchen</translation>
    </message>
</context>
<context>
    <name>SearchingPage</name>
    <message>
        <source>Files can be dropped meanwhile.</source>
        <translation>Dateien lassen sich inzwischen hierher ziehen.</translation>
    </message>
    <message>
        <source>Searching for virtual machines…</source>
        <translation>Virtuelle Maschinen werden gesucht…</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>&amp;Engine:</source>
        <translation>&amp;Engine:</translation>
    </message>
    <message>
        <source>&amp;Jobs at once:</source>
        <translation>&amp;Gleichzeitige Aufträge:</translation>
    </message>
    <message>
        <source>&amp;Language:</source>
        <translation>&amp;Sprache:</translation>
    </message>
    <message>
        <source>&amp;Notify when the queue is done</source>
        <translation>&amp;Benachrichtigen, wenn die Warteschlange fertig ist</translation>
    </message>
    <message>
        <source>&amp;Theme:</source>
        <translation>&amp;Design:</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>C&amp;heck:</source>
        <translation>&amp;Prüfung:</translation>
    </message>
    <message>
        <source>Conversion</source>
        <translation>Umwandlung</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>GuestCore (native)</source>
        <translation>GuestCore (nativ)</translation>
    </message>
    <message>
        <source>In full: every page is compared</source>
        <translation>Vollständig: jede Seite wird verglichen</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>None: the core is not checked</source>
        <translation>Keine: der Core wird nicht geprüft</translation>
    </message>
    <message>
        <source>Quick: structure, registers, a sample of the memory</source>
        <translation>Schnell: Aufbau, Register, Stichprobe des Arbeitsspeichers</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Show the machines in &amp;VMware&apos;s own lists</source>
        <translation>Maschinen aus den Listen von &amp;VMware anzeigen</translation>
    </message>
    <message>
        <source>The settings could not be saved: {reason}</source>
        <translation>Die Einstellungen ließen sich nicht speichern: {reason}</translation>
    </message>
    <message>
        <source>VMware&apos;s programs</source>
        <translation>Programme von VMware</translation>
    </message>
    <message>
        <source>vmss2core, from VMware</source>
        <translation>vmss2core, von VMware</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>&amp;Convert</source>
        <translation>&amp;Umwandeln</translation>
    </message>
    <message>
        <source>Copy fact&amp;s</source>
        <translation>Angaben &amp;kopieren</translation>
    </message>
    <message>
        <source>Ctrl+Return</source>
        <translation>Strg+Eingabe</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>Maschine</translation>
    </message>
    <message>
        <source>vCPUs</source>
        <translation>vCPUs</translation>
    </message>
</context>
<context>
    <name>SpaceLine</name>
    <message>
        <source>Looking at the disk…</source>
        <translation>Datenträger wird geprüft…</translation>
    </message>
    <message>
        <source>Name a file.</source>
        <translation>Eine Datei angeben.</translation>
    </message>
    <message>
        <source>This file exists; replacing it is asked for.</source>
        <translation>Diese Datei existiert; vor dem Ersetzen wird gefragt.</translation>
    </message>
    <message>
        <source>This folder does not exist.</source>
        <translation>Diesen Ordner gibt es nicht.</translation>
    </message>
    <message>
        <source>This is a folder: name a file in it.</source>
        <translation>Das ist ein Ordner: eine Datei darin angeben.</translation>
    </message>
    <message>
        <source>Too little space: {free} free, up to {most} needed.</source>
        <translation>Zu wenig Platz: {free} frei, bis zu {most} nötig.</translation>
    </message>
    <message>
        <source>Up to {most} needed; how much is free is not known.</source>
        <translation>Bis zu {most} nötig; freier Platz nicht bekannt.</translation>
    </message>
    <message>
        <source>{free} free, up to {most} needed.</source>
        <translation>{free} frei, bis zu {most} nötig.</translation>
    </message>
</context>
<context>
    <name>StopDialog</name>
    <message numerus="yes">
        <source>%n conversion(s) have not ended.</source>
        <translation>
            <numerusform>%n Umwandlung ist nicht abgeschlossen.</numerusform>
            <numerusform>%n Umwandlungen sind nicht abgeschlossen.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Finish these</source>
        <translation>Diese noch &amp;fertigstellen</translation>
    </message>
    <message>
        <source>&amp;Finish this one</source>
        <translation>Diese noch &amp;fertigstellen</translation>
    </message>
    <message>
        <source>&amp;Finish, then close</source>
        <translation>&amp;Fertigstellen, dann schließen</translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation>&amp;Weitermachen</translation>
    </message>
    <message>
        <source>&amp;Stop and close</source>
        <translation>&amp;Stoppen und schließen</translation>
    </message>
    <message>
        <source>&amp;Stop now</source>
        <translation>Jetzt &amp;stoppen</translation>
    </message>
    <message>
        <source>A conversion that is stopped leaves nothing behind; it can be started anew. What waits stays in the queue, on hold.</source>
        <translation>Eine gestoppte Umwandlung hinterlässt nichts und kann neu gestartet werden. Was wartet, bleibt zurückgestellt in der Warteschlange.</translation>
    </message>
    <message>
        <source>Close GuestCore?</source>
        <translation>GuestCore schließen?</translation>
    </message>
    <message>
        <source>Stop the queue?</source>
        <translation>Warteschlange stoppen?</translation>
    </message>
</context>
<context>
    <name>VcpuModel</name>
    <message>
        <source>32-bit</source>
        <translation>32 Bit</translation>
    </message>
    <message>
        <source>32-bit, PAE</source>
        <translation>32 Bit, PAE</translation>
    </message>
    <message>
        <source>64-bit, 4 levels</source>
        <translation>64 Bit, 4 Ebenen</translation>
    </message>
    <message>
        <source>64-bit, 5 levels</source>
        <translation>64 Bit, 5 Ebenen</translation>
    </message>
    <message>
        <source>Instruction pointer (rip)</source>
        <translation>Befehlszeiger (rip)</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Modus</translation>
    </message>
    <message>
        <source>Runs in</source>
        <translation>Läuft im</translation>
    </message>
    <message>
        <source>kernel (ring 0)</source>
        <translation>Kernel (Ring 0)</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>not started</source>
        <translation>nicht gestartet</translation>
    </message>
    <message>
        <source>ring {number}</source>
        <translation>Ring {number}</translation>
    </message>
    <message>
        <source>user (ring 3)</source>
        <translation>Benutzermodus (Ring 3)</translation>
    </message>
    <message>
        <source>vCPU</source>
        <translation>vCPU</translation>
    </message>
    <message>
        <source>without paging</source>
        <translation>ohne Paging</translation>
    </message>
</context>
<context>
    <name>VcpuTable</name>
    <message numerus="yes">
        <source>Show all %n vCPU(s)</source>
        <translation>
            <numerusform>%n vCPU anzeigen</numerusform>
            <numerusform>Alle %n vCPUs anzeigen</numerusform>
        </translation>
    </message>
    <message>
        <source>vCPUs</source>
        <translation>vCPUs</translation>
    </message>
</context>
<context>
    <name>WayChoice</name>
    <message>
        <source>How</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>Remove the s&amp;napshot afterwards</source>
        <translation>Snapshot danach &amp;entfernen</translation>
    </message>
    <message>
        <source>Suspend, con&amp;vert, then resume</source>
        <translation>Anhalten, um&amp;wandeln, dann fortsetzen</translation>
    </message>
    <message>
        <source>Suspend, cop&amp;y the files, resume at once</source>
        <translation>Anhalten, Dateien &amp;kopieren, sofort fortsetzen</translation>
    </message>
    <message>
        <source>Take a &amp;snapshot</source>
        <translation>&amp;Snapshot erstellen</translation>
    </message>
    <message>
        <source>The machine goes on running.</source>
        <translation>Die Maschine läuft weiter.</translation>
    </message>
    <message>
        <source>The machine stands still until its core is written.</source>
        <translation>Die Maschine steht still, bis ihr Core geschrieben ist.</translation>
    </message>
    <message>
        <source>The machine stands still while its memory is written and copied. The copies go into the folder of the core until that is written.</source>
        <translation>Die Maschine steht still, während ihr Arbeitsspeicher geschrieben und kopiert wird. Die Kopien liegen im Ordner des Cores, bis dieser geschrieben ist.</translation>
    </message>
</context>
<context>
    <name>_ReportDialog</name>
    <message>
        <source>&amp;Copy report</source>
        <translation>Bericht &amp;kopieren</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Something went wrong in GuestCore</source>
        <translation>In GuestCore ist etwas schiefgegangen</translation>
    </message>
</context>
<context>
    <name>guestcore</name>
    <message>
        <source>; </source>
        <translation>; </translation>
    </message>
    <message>
        <source>A check failed when it was written, though none fails now.</source>
        <translation>Beim Schreiben schlug eine Prüfung fehl, jetzt keine mehr.</translation>
    </message>
    <message>
        <source>Address translation</source>
        <translation>Adressübersetzung</translation>
    </message>
    <message>
        <source>All memory that the header announces is in the file.</source>
        <translation>Der im Header angekündigte Arbeitsspeicher ist vollständig in der Datei.</translation>
    </message>
    <message>
        <source>All memory that the headers announce is in the file, once, in ascending order.</source>
        <translation>Der in den Headern angekündigte Arbeitsspeicher ist vollständig in der Datei, einmal und aufsteigend.</translation>
    </message>
    <message>
        <source>Banner</source>
        <translation>Banner</translation>
    </message>
    <message>
        <source>Build</source>
        <translation>Build</translation>
    </message>
    <message>
        <source>Build ID</source>
        <translation>Build-ID</translation>
    </message>
    <message>
        <source>CR3 of all {count} vCPUs and the root that VMCOREINFO names lead to utsname: Linux {release}</source>
        <translation>CR3 aller {count} vCPUs und die Wurzel aus VMCOREINFO führen zu utsname: Linux {release}</translation>
    </message>
    <message>
        <source>CR3 of all {count} vCPUs lead to utsname: Linux {release}</source>
        <translation>CR3 aller {count} vCPUs führt zu utsname: Linux {release}</translation>
    </message>
    <message>
        <source>CR3 of no vCPU leads to Linux {release} or any kernel; the root that VMCOREINFO names does</source>
        <translation>CR3 keiner vCPU führt zu Linux {release} oder einem anderen Kernel; nur die Wurzel aus VMCOREINFO führt dorthin</translation>
    </message>
    <message>
        <source>CR3 of the vCPU and the root that VMCOREINFO names lead to utsname: Linux {release}</source>
        <translation>CR3 der vCPU und die Wurzel aus VMCOREINFO führen zu utsname: Linux {release}</translation>
    </message>
    <message>
        <source>CR3 of the vCPU leads to utsname: Linux {release}</source>
        <translation>CR3 der vCPU führt zu utsname: Linux {release}</translation>
    </message>
    <message>
        <source>CR3 of {proved} of {all} vCPUs and the root that VMCOREINFO names lead to utsname of Linux {release}; vCPU {numbers} maps another kernel, as after a crash with kdump</source>
        <translation>CR3 von {proved} der {all} vCPUs und die Wurzel aus VMCOREINFO führen zu utsname von Linux {release}; vCPU {numbers} bildet einen anderen Kernel ab, wie nach einem Absturz mit kdump</translation>
    </message>
    <message>
        <source>CR3 of {proved} of {all} vCPUs lead to utsname of Linux {release}; vCPU {numbers} maps another kernel, as after a crash with kdump</source>
        <translation>CR3 von {proved} der {all} vCPUs führt zu utsname von Linux {release}; vCPU {numbers} bildet einen anderen Kernel ab, wie nach einem Absturz mit kdump</translation>
    </message>
    <message>
        <source>Check it before relying on it.</source>
        <translation>Vor der Verwendung prüfen.</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Compared with</source>
        <translation>Verglichen mit</translation>
    </message>
    <message>
        <source>Connection timed out</source>
        <translation>Zeitüberschreitung der Verbindung</translation>
    </message>
    <message>
        <source>Convert the machine again with the kind for its version of Windows: Windows 8 and later need their own.</source>
        <translation>Maschine erneut umwandeln, mit dem Typ für ihre Windows-Version: Windows 8 und neuer brauchen einen eigenen.</translation>
    </message>
    <message>
        <source>Convert the machine again.</source>
        <translation>Maschine erneut umwandeln.</translation>
    </message>
    <message>
        <source>Copy the core again if it was copied; else convert the machine again, with enough free space.</source>
        <translation>Core erneut kopieren, falls er kopiert wurde; sonst die Maschine erneut umwandeln, mit genug freiem Platz.</translation>
    </message>
    <message>
        <source>Copy the dump again if it was copied; else convert the machine again, with enough free space.</source>
        <translation>Speicherabbild erneut kopieren, falls es kopiert wurde; sonst die Maschine erneut umwandeln, mit genug freiem Platz.</translation>
    </message>
    <message>
        <source>Core</source>
        <translation>Core</translation>
    </message>
    <message>
        <source>Debuggers will not find the kernel&apos;s data: page tables are missing or belong to another kernel.</source>
        <translation>Debugger finden die Daten des Kernels nicht: Seitentabellen fehlen oder gehören zu einem anderen Kernel.</translation>
    </message>
    <message>
        <source>Device or resource busy</source>
        <translation>Gerät oder Ressource ist belegt</translation>
    </message>
    <message>
        <source>Direct map</source>
        <translation>Direktabbildung</translation>
    </message>
    <message>
        <source>Do not rely on which vCPU ran which task before it is confirmed in the debugger.</source>
        <translation>Welche vCPU welchen Task ausführte, erst im Debugger bestätigen.</translation>
    </message>
    <message>
        <source>ELF{bits}, {program_headers}, {size} of memory in {segments}: all in the file, ascending, none overlaps another</source>
        <translation>ELF{bits}, {program_headers}, {size} Arbeitsspeicher, {segments}: alle in der Datei, aufsteigend, ohne Überlappung</translation>
    </message>
    <message>
        <source>Each vCPU has its own registers</source>
        <translation>Jede vCPU hat ihre eigenen Register</translation>
    </message>
    <message>
        <source>Every register in the core has the value that the saved state holds.</source>
        <translation>Jedes Register im Core hat den Wert aus dem gespeicherten Zustand.</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>File exists</source>
        <translation>Datei existiert bereits</translation>
    </message>
    <message>
        <source>File name too long</source>
        <translation>Dateiname ist zu lang</translation>
    </message>
    <message>
        <source>File too large</source>
        <translation>Datei ist zu groß</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Guest system</source>
        <translation>Gastsystem</translation>
    </message>
    <message>
        <source>GuestCore waits until the memory is completely written.</source>
        <translation>GuestCore wartet, bis der Arbeitsspeicher vollständig geschrieben ist.</translation>
    </message>
    <message>
        <source>Header of the Windows dump</source>
        <translation>Header des Windows-Speicherabbilds</translation>
    </message>
    <message>
        <source>Host name</source>
        <translation>Hostname</translation>
    </message>
    <message>
        <source>If you wish, the snapshot is removed then; no other snapshot is touched.</source>
        <translation>Auf Wunsch wird der Snapshot danach entfernt; andere Snapshots bleiben unberührt.</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>Ein-/Ausgabefehler</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>Ist ein Ordner</translation>
    </message>
    <message>
        <source>KASLR offset</source>
        <translation>KASLR-Offset</translation>
    </message>
    <message>
        <source>KERNELOFFSET {offset:#x} is not how far the image at {start:#x} moved</source>
        <translation>KERNELOFFSET {offset:#x} passt nicht zur Verschiebung des Abbilds bei {start:#x}</translation>
    </message>
    <message>
        <source>Kernel</source>
        <translation>Kernel</translation>
    </message>
    <message>
        <source>Kernel start</source>
        <translation>Kernel-Anfang</translation>
    </message>
    <message>
        <source>Linux {release}, which VMCOREINFO names, was not reached: {problem}</source>
        <translation>Linux {release}, das VMCOREINFO nennt, wurde nicht erreicht: {problem}</translation>
    </message>
    <message>
        <source>Made by GuestCore {version} on {time} UTC</source>
        <translation>Erstellt von GuestCore {version}, {time} UTC</translation>
    </message>
    <message>
        <source>Make sure that core and saved state belong together; then convert the machine again.</source>
        <translation>Sicherstellen, dass Core und gespeicherter Zustand zusammengehören; dann die Maschine erneut umwandeln.</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Arbeitsspeicher</translation>
    </message>
    <message>
        <source>Memory against the source</source>
        <translation>Arbeitsspeicher im Vergleich mit der Quelle</translation>
    </message>
    <message>
        <source>Memory file</source>
        <translation>Speicherdatei</translation>
    </message>
    <message>
        <source>Memory regions</source>
        <translation>Speicherregionen</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>Kein Speicherplatz mehr auf dem Gerät</translation>
    </message>
    <message>
        <source>No such device</source>
        <translation>Gerät nicht gefunden</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>Datei oder Ordner nicht gefunden</translation>
    </message>
    <message>
        <source>No two vCPUs share their per-CPU data, and their code and stacks are mapped.</source>
        <translation>Keine zwei vCPUs teilen sich Per-CPU-Daten; ihr Code und ihre Stacks sind abgebildet.</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>Ist kein Ordner</translation>
    </message>
    <message>
        <source>Not checked</source>
        <translation>Nicht geprüft</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Notes about vCPUs and kernel</source>
        <translation>Notizen zu vCPUs und Kernel</translation>
    </message>
    <message>
        <source>On disk</source>
        <translation>Auf dem Datenträger</translation>
    </message>
    <message>
        <source>Open it with</source>
        <translation>Öffnen mit</translation>
    </message>
    <message>
        <source>Opens in WinDbg.</source>
        <translation>Lässt sich mit WinDbg öffnen.</translation>
    </message>
    <message>
        <source>Opens in crash, gdb and drgn.</source>
        <translation>Lässt sich mit crash, gdb und drgn öffnen.</translation>
    </message>
    <message>
        <source>Operation not permitted</source>
        <translation>Vorgang nicht erlaubt</translation>
    </message>
    <message>
        <source>Page tables</source>
        <translation>Seitentabellen</translation>
    </message>
    <message>
        <source>Page tables in the core lead from the vCPUs to the very kernel that the notes name.</source>
        <translation>Seitentabellen im Core führen von den vCPUs zu genau dem Kernel, den die Notizen nennen.</translation>
    </message>
    <message>
        <source>Paging</source>
        <translation>Paging</translation>
    </message>
    <message>
        <source>Passed</source>
        <translation>Bestanden</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>Keine Berechtigung</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produkt</translation>
    </message>
    <message>
        <source>QEMU&apos;s note</source>
        <translation>QEMU-Notiz</translation>
    </message>
    <message>
        <source>RAM up to {ram_end:#x} does not fit into a direct map at {page_offset:#x}: segments carry physical addresses</source>
        <translation>RAM bis {ram_end:#x} passt nicht in eine Direktabbildung bei {page_offset:#x}: Segmente tragen physische Adressen</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>Dateisystem ist schreibgeschützt</translation>
    </message>
    <message>
        <source>Registers against the saved state</source>
        <translation>Register im Vergleich mit dem gespeicherten Zustand</translation>
    </message>
    <message>
        <source>Registers and memory were not compared with the source: it is not there.</source>
        <translation>Register und Arbeitsspeicher wurden nicht mit der Quelle verglichen: Sie ist nicht da.</translation>
    </message>
    <message>
        <source>Registers may be assigned to the wrong vCPU, or were read while the machine ran.</source>
        <translation>Register sind womöglich der falschen vCPU zugeordnet oder wurden bei laufender Maschine gelesen.</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>Kernel-Version</translation>
    </message>
    <message>
        <source>Report on {name}</source>
        <translation>Bericht über {name}</translation>
    </message>
    <message>
        <source>Ring</source>
        <translation>Ring</translation>
    </message>
    <message>
        <source>Saved state</source>
        <translation>Gespeicherter Zustand</translation>
    </message>
    <message>
        <source>Segments</source>
        <translation>Segmente</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Size of the Windows dump</source>
        <translation>Größe des Windows-Speicherabbilds</translation>
    </message>
    <message>
        <source>Some debuggers will show no registers, or wrong ones, or refuse the core.</source>
        <translation>Manche Debugger zeigen keine oder falsche Register oder weisen den Core ab.</translation>
    </message>
    <message>
        <source>Structure of the file</source>
        <translation>Aufbau der Datei</translation>
    </message>
    <message>
        <source>Suspend the machine or copy its files, then convert it again and check in full.</source>
        <translation>Maschine anhalten oder ihre Dateien kopieren, dann erneut umwandeln und vollständig prüfen.</translation>
    </message>
    <message>
        <source>Suspend the machine or copy its files, then convert it again; if the check fails once more, report it as a bug.</source>
        <translation>Maschine anhalten oder ihre Dateien kopieren, dann erneut umwandeln; schlägt die Prüfung wieder fehl, als Programmfehler melden.</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>That takes up to {whole}.{tenth} GiB in {folder}; the core comes on top.</source>
        <translation>Das braucht bis zu {whole},{tenth} GiB in {folder}; der Core kommt hinzu.</translation>
    </message>
    <message>
        <source>The core holds other bytes than the source: the source changed since it was read, the disk failed, or they do not belong together.</source>
        <translation>Der Core weicht von der Quelle ab: die Quelle hat sich seit dem Lesen geändert, der Datenträger ist defekt, oder beide gehören nicht zusammen.</translation>
    </message>
    <message>
        <source>The core shows vCPUs in a state that they were not in, or belongs to another saved state.</source>
        <translation>Der Core zeigt vCPUs in einem Zustand, in dem sie nicht waren, oder gehört zu einem anderen gespeicherten Zustand.</translation>
    </message>
    <message>
        <source>The dump was cut or its header contradicts itself: parts of the memory are missing.</source>
        <translation>Das Speicherabbild wurde abgeschnitten, oder sein Header widerspricht sich: Teile des Arbeitsspeichers fehlen.</translation>
    </message>
    <message>
        <source>The file was cut or damaged, or its headers contradict themselves: parts of the memory are missing or in the wrong place.</source>
        <translation>Die Datei wurde abgeschnitten oder beschädigt, oder ihre Header widersprechen sich: Teile des Arbeitsspeichers fehlen oder liegen falsch.</translation>
    </message>
    <message>
        <source>The header names the page tables and the lists that WinDbg begins with.</source>
        <translation>Der Header nennt die Seitentabellen und Listen, mit denen WinDbg beginnt.</translation>
    </message>
    <message>
        <source>The memory in the core is byte for byte that of the virtual machine, as far as it was compared.</source>
        <translation>Der Arbeitsspeicher im Core gleicht Byte für Byte dem der virtuellen Maschine, soweit verglichen wurde.</translation>
    </message>
    <message>
        <source>The notes that debuggers read registers and kernel facts from are complete and agree with each other.</source>
        <translation>Die Notizen, aus denen Debugger Register und Kernel-Angaben lesen, sind vollständig und widersprechen sich nicht.</translation>
    </message>
    <message>
        <source>The saved state is converted to a core, or its files are copied.</source>
        <translation>Der gespeicherte Zustand wird in einen Core umgewandelt, oder seine Dateien werden kopiert.</translation>
    </message>
    <message>
        <source>The snapshot is converted to a core.</source>
        <translation>Der Snapshot wird in einen Core umgewandelt.</translation>
    </message>
    <message>
        <source>There is no core that could be trusted</source>
        <translation>Kein vertrauenswürdiger Core vorhanden</translation>
    </message>
    <message>
        <source>This core cannot be trusted</source>
        <translation>Diesem Core ist nicht zu trauen</translation>
    </message>
    <message>
        <source>This core was not checked</source>
        <translation>Dieser Core wurde nicht geprüft</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Too many levels of symbolic links</source>
        <translation>Zu viele Ebenen symbolischer Links</translation>
    </message>
    <message>
        <source>Too many open files</source>
        <translation>Zu viele offene Dateien</translation>
    </message>
    <message>
        <source>VMCOREINFO does not end with a newline: drgn refuses its last line</source>
        <translation>VMCOREINFO endet ohne Zeilenumbruch: drgn weist die letzte Zeile ab</translation>
    </message>
    <message>
        <source>VMCOREINFO has NULs in its text: crash reads no further</source>
        <translation>VMCOREINFO enthält NUL-Zeichen im Text: crash liest nicht weiter</translation>
    </message>
    <message>
        <source>VMCOREINFO has a CRASHTIME: drgn reads registers from the guest&apos;s memory instead of the notes</source>
        <translation>VMCOREINFO enthält CRASHTIME: drgn liest Register aus dem Arbeitsspeicher des Gasts statt aus den Notizen</translation>
    </message>
    <message>
        <source>VMCOREINFO has type {kind}: makedumpfile wants 0</source>
        <translation>VMCOREINFO hat den Typ {kind}: makedumpfile verlangt 0</translation>
    </message>
    <message>
        <source>VMCOREINFO in the notes is not the text that Linux {release} holds in the core&apos;s memory</source>
        <translation>VMCOREINFO in den Notizen ist nicht der Text, den Linux {release} im Speicher des Cores hält</translation>
    </message>
    <message>
        <source>VMCOREINFO is no x86 kernel&apos;s: nothing names what to walk to</source>
        <translation>VMCOREINFO stammt von keinem x86-Kernel: kein Ziel in den Seitentabellen bekannt</translation>
    </message>
    <message>
        <source>VMCOREINFO is none of an x86 kernel: no reader can use it</source>
        <translation>VMCOREINFO stammt von keinem x86-Kernel: für jedes Programm unbrauchbar</translation>
    </message>
    <message>
        <source>VMCOREINFO is not there: nothing names what to walk to</source>
        <translation>VMCOREINFO fehlt: kein Ziel in den Seitentabellen bekannt</translation>
    </message>
    <message>
        <source>VMCOREINFO of Linux {osrelease}</source>
        <translation>VMCOREINFO von Linux {osrelease}</translation>
    </message>
    <message>
        <source>VMCOREINFO puts the kernel&apos;s root table at {told:#x}, the vCPUs&apos; tables at {seen:#x}</source>
        <translation>laut VMCOREINFO liegt die Wurzeltabelle des Kernels bei {told:#x}, laut Tabellen der vCPUs bei {seen:#x}</translation>
    </message>
    <message>
        <source>VMware Player takes no snapshots</source>
        <translation>VMware Player erstellt keine Snapshots</translation>
    </message>
    <message>
        <source>VMware may still be taking the snapshot {name} of {vmx}: if it appears, remove it in VMware&apos;s snapshot manager</source>
        <translation>VMware erstellt den Snapshot {name} von {vmx} möglicherweise noch: falls er erscheint, im Snapshot-Manager von VMware entfernen</translation>
    </message>
    <message>
        <source>VMware resumes the virtual machine as soon as its files are no longer needed, also if something fails. It has no window then: open it in VMware to see it.</source>
        <translation>VMware setzt die virtuelle Maschine fort, sobald ihre Dateien nicht mehr gebraucht werden, auch wenn etwas fehlschlägt. Sie hat dann kein Fenster: zum Anzeigen in VMware öffnen.</translation>
    </message>
    <message>
        <source>VMware says that it is done, but {vmx} has no new saved state</source>
        <translation>VMware meldet Erfolg, aber {vmx} hat keinen neuen gespeicherten Zustand</translation>
    </message>
    <message>
        <source>VMware says that it was removed, and still lists it</source>
        <translation>VMware meldet ihn als entfernt, führt ihn aber noch auf</translation>
    </message>
    <message>
        <source>VMware says: {words}</source>
        <translation>VMware meldet: {words}</translation>
    </message>
    <message>
        <source>VMware still holds the memory of {state} locked</source>
        <translation>VMware hält den Arbeitsspeicher von {state} noch gesperrt</translation>
    </message>
    <message>
        <source>VMware suspends {machine}. It stands still and its network connections may break.</source>
        <translation>VMware hält {machine} an. Die Maschine steht still, Netzwerkverbindungen können abbrechen.</translation>
    </message>
    <message>
        <source>VMware takes a snapshot of {machine} with its memory, named {name}. The virtual machine goes on running; it may stand still for a moment.</source>
        <translation>VMware erstellt einen Snapshot von {machine} mit Arbeitsspeicher, Name: {name}. Die virtuelle Maschine läuft weiter; sie kann einen Moment stillstehen.</translation>
    </message>
    <message>
        <source>Valid core</source>
        <translation>Gültiger Core</translation>
    </message>
    <message>
        <source>Valid core, with warnings</source>
        <translation>Gültiger Core, mit Warnungen</translation>
    </message>
    <message>
        <source>Valid, not compared</source>
        <translation>Gültig, nicht verglichen</translation>
    </message>
    <message>
        <source>Virtual addresses of the segments</source>
        <translation>Virtuelle Adressen der Segmente</translation>
    </message>
    <message>
        <source>Virtual machine</source>
        <translation>Virtuelle Maschine</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>Warnungen</translation>
    </message>
    <message>
        <source>What passing would prove: {proves}</source>
        <translation>Was Bestehen beweisen würde: {proves}</translation>
    </message>
    <message>
        <source>Where gdb looks for the kernel is where the guest&apos;s own page tables have it.</source>
        <translation>gdb sucht den Kernel dort, wo ihn die Seitentabellen des Gasts haben.</translation>
    </message>
    <message>
        <source>Where it warns, the figures above tell what to be careful with; where it fails, convert the machine again.</source>
        <translation>Bei einer Warnung sagen die Angaben oben, wobei Vorsicht geboten ist; bei einem Fehler die Maschine erneut umwandeln.</translation>
    </message>
    <message>
        <source>Whether it can be trusted is not known.</source>
        <translation>Ob ihm zu trauen ist, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>WinDbg will refuse the dump, or show no modules.</source>
        <translation>WinDbg weist das Speicherabbild ab oder zeigt keine Module.</translation>
    </message>
    <message>
        <source>Windows dump</source>
        <translation>Windows-Speicherabbild</translation>
    </message>
    <message>
        <source>Written in</source>
        <translation>Geschrieben in</translation>
    </message>
    <message>
        <source>a VMware checkpoint</source>
        <translation>ein VMware-Checkpoint</translation>
    </message>
    <message>
        <source>a Windows dump</source>
        <translation>ein Windows-Speicherabbild</translation>
    </message>
    <message>
        <source>a Windows dump was asked for, but {name} is an ELF core</source>
        <translation>verlangt war ein Windows-Dump, aber {name} ist ein ELF-Core</translation>
    </message>
    <message>
        <source>a check failed when the core was written, though none fails now</source>
        <translation>beim Schreiben des Cores schlug eine Prüfung fehl, jetzt keine mehr</translation>
    </message>
    <message>
        <source>a core opens in crash, gdb and drgn as it is; a check tells whether it can be trusted (guestcore check)</source>
        <translation>crash, gdb und drgn öffnen einen Core unverändert; eine Prüfung zeigt, ob ihm zu trauen ist (guestcore check)</translation>
    </message>
    <message>
        <source>a core with one segment for each run of memory needs a handful</source>
        <translation>ein Core mit einem Segment je Speicherbereich braucht nur eine Handvoll</translation>
    </message>
    <message>
        <source>a direct map at {page_offset:#x} is no i386 kernel&apos;s: segments carry physical addresses</source>
        <translation>eine Direktabbildung bei {page_offset:#x} hat kein i386-Kernel: Segmente tragen physische Adressen</translation>
    </message>
    <message>
        <source>a disk image</source>
        <translation>ein Festplattenabbild</translation>
    </message>
    <message>
        <source>a few seconds</source>
        <translation>wenige Sekunden</translation>
    </message>
    <message>
        <source>a helper process does not answer</source>
        <translation>ein Hilfsprozess antwortet nicht</translation>
    </message>
    <message>
        <source>a helper process ended with code {code}</source>
        <translation>ein Hilfsprozess endete mit Code {code}</translation>
    </message>
    <message>
        <source>a helper process gave no sensible answer</source>
        <translation>ein Hilfsprozess gab keine sinnvolle Antwort</translation>
    </message>
    <message>
        <source>a helper process was killed by signal {code}</source>
        <translation>ein Hilfsprozess wurde durch Signal {code} beendet</translation>
    </message>
    <message>
        <source>a kdump-compressed dump</source>
        <translation>ein kdump-komprimiertes Speicherabbild</translation>
    </message>
    <message>
        <source>a memory region lacks its address or size, and the others end at page {end:#x} of the memory image, which has {available:#x}</source>
        <translation>einer Speicherregion fehlt Adresse oder Größe, und die übrigen enden bei Seite {end:#x} des Speicherabbilds, das {available:#x} Seiten hat</translation>
    </message>
    <message>
        <source>a memory region lacks its address or size, so that the place of those behind it is not known</source>
        <translation>einer Speicherregion fehlt Adresse oder Größe, daher ist die Lage der folgenden unbekannt</translation>
    </message>
    <message>
        <source>a memory region reaches page {pfn:#x}; {max_page:#x} is the last one possible</source>
        <translation>eine Speicherregion reicht bis Seite {pfn:#x}; {max_page:#x} ist die letzte mögliche</translation>
    </message>
    <message>
        <source>a program header has {stride} bytes, not {size}</source>
        <translation>ein Programm-Header hat {stride} Byte, nicht {size}</translation>
    </message>
    <message>
        <source>a repetition starts before the stream</source>
        <translation>eine Wiederholung beginnt vor dem Datenstrom</translation>
    </message>
    <message>
        <source>a sample of {bytes} out of {size} equals the source: first and last page and windows of {window} with data in {pieces}, by a fixed seed</source>
        <translation>eine Stichprobe von {bytes} aus {size} gleicht der Quelle: erste und letzte Seite sowie Fenster zu {window} mit Daten ({pieces}), mit festem Startwert gewählt</translation>
    </message>
    <message>
        <source>a saved QEMU machine</source>
        <translation>eine gespeicherte QEMU-Maschine</translation>
    </message>
    <message>
        <source>a settings file</source>
        <translation>eine Einstellungsdatei</translation>
    </message>
    <message>
        <source>about {hours} h</source>
        <translation>etwa {hours} h</translation>
    </message>
    <message>
        <source>about {hours} h {minutes} min</source>
        <translation>etwa {hours} h {minutes} min</translation>
    </message>
    <message>
        <source>about {minutes} min</source>
        <translation>etwa {minutes} min</translation>
    </message>
    <message>
        <source>about {seconds} s</source>
        <translation>etwa {seconds} s</translation>
    </message>
    <message>
        <source>an ELF core was asked for, but {name} is a Windows dump</source>
        <translation>verlangt war ein ELF-Core, aber {name} ist ein Windows-Dump</translation>
    </message>
    <message>
        <source>an encrypted VMware file</source>
        <translation>eine verschlüsselte VMware-Datei</translation>
    </message>
    <message>
        <source>an interrupted capture had left half a copy of {vmx} in {folder}: it was removed</source>
        <translation>eine unterbrochene Erfassung hatte eine halbe Kopie von {vmx} in {folder} hinterlassen: sie wurde entfernt</translation>
    </message>
    <message>
        <source>an interrupted capture left copies of {vmx} in {folder}: convert them, or remove them if you do not need them</source>
        <translation>eine unterbrochene Erfassung hat Kopien von {vmx} in {folder} hinterlassen: umwandeln oder, wenn sie nicht gebraucht werden, entfernen</translation>
    </message>
    <message>
        <source>an interrupted capture left half a copy of {vmx} in {folder}, which cannot be removed: remove it</source>
        <translation>eine unterbrochene Erfassung hat eine halbe Kopie von {vmx} in {folder} hinterlassen, die nicht entfernt werden kann: von Hand entfernen</translation>
    </message>
    <message>
        <source>an interrupted capture left the snapshot {name} of {vmx}: remove it if you do not need it</source>
        <translation>eine unterbrochene Erfassung hat den Snapshot {name} von {vmx} hinterlassen: entfernen, falls er nicht gebraucht wird</translation>
    </message>
    <message>
        <source>and {more} more</source>
        <translation>und {more} weitere</translation>
    </message>
    <message>
        <source>another snapshot was made after it</source>
        <translation>danach wurde ein weiterer Snapshot erstellt</translation>
    </message>
    <message>
        <source>blocks that small are no chain</source>
        <translation>so kleine Blöcke bilden keine Kette</translation>
    </message>
    <message>
        <source>byte {next} of the stream begins an instruction that is cut off or too long</source>
        <translation>bei Byte {next} des Datenstroms beginnt eine Anweisung, die abgeschnitten oder zu lang ist</translation>
    </message>
    <message>
        <source>cannot copy to {place}: {reason}</source>
        <translation>Kopieren nach {place} nicht möglich: {reason}</translation>
    </message>
    <message>
        <source>cannot delete {path}: {reason}</source>
        <translation>{path} lässt sich nicht löschen: {reason}</translation>
    </message>
    <message>
        <source>cannot keep {path}: {name} and {more} names more are taken</source>
        <translation>{path} lässt sich nicht aufheben: {name} und {more} weitere Namen sind vergeben</translation>
    </message>
    <message>
        <source>cannot make the folder {folder}: {reason}</source>
        <translation>Ordner {folder} lässt sich nicht anlegen: {reason}</translation>
    </message>
    <message>
        <source>cannot open {path}: {reason}</source>
        <translation>{path} lässt sich nicht öffnen: {reason}</translation>
    </message>
    <message>
        <source>cannot read the folder {folder}: {reason}</source>
        <translation>Ordner {folder} lässt sich nicht lesen: {reason}</translation>
    </message>
    <message>
        <source>cannot read the free space of {folder}: {reason}</source>
        <translation>freier Speicherplatz von {folder} lässt sich nicht ermitteln: {reason}</translation>
    </message>
    <message>
        <source>cannot read the journal of captures {path}: {reason}</source>
        <translation>Protokoll der Erfassungen {path} lässt sich nicht lesen: {reason}</translation>
    </message>
    <message>
        <source>cannot read {path} at offset {offset:#x}: {reason}</source>
        <translation>{path} lässt sich bei Offset {offset:#x} nicht lesen: {reason}</translation>
    </message>
    <message>
        <source>cannot run {path}: {reason}</source>
        <translation>{path} lässt sich nicht ausführen: {reason}</translation>
    </message>
    <message>
        <source>cannot start {program}: {reason}</source>
        <translation>{program} lässt sich nicht starten: {reason}</translation>
    </message>
    <message>
        <source>cannot write the demo to {folder}: {reason}</source>
        <translation>Demo lässt sich nicht nach {folder} schreiben: {reason}</translation>
    </message>
    <message>
        <source>cannot write the journal of captures {path}: {reason}</source>
        <translation>Protokoll der Erfassungen {path} lässt sich nicht schreiben: {reason}</translation>
    </message>
    <message>
        <source>cannot write {path}: {reason}</source>
        <translation>{path} lässt sich nicht schreiben: {reason}</translation>
    </message>
    <message>
        <source>cannot {action}: {reason}</source>
        <translation>{action} nicht möglich: {reason}</translation>
    </message>
    <message>
        <source>capture the virtual machine again</source>
        <translation>virtuelle Maschine erneut erfassen</translation>
    </message>
    <message>
        <source>check an ELF core, as dump-guest-memory writes it</source>
        <translation>einen ELF-Core prüfen, wie ihn dump-guest-memory schreibt</translation>
    </message>
    <message>
        <source>check that you may read the folder</source>
        <translation>Leserechte für den Ordner prüfen</translation>
    </message>
    <message>
        <source>check that you may write there and that space is left</source>
        <translation>Schreibrechte und freien Speicherplatz dort prüfen</translation>
    </message>
    <message>
        <source>check the core that was made from it</source>
        <translation>den daraus erzeugten Core prüfen</translation>
    </message>
    <message>
        <source>check the name and that you may read the file</source>
        <translation>Name und Leserechte der Datei prüfen</translation>
    </message>
    <message>
        <source>check the name and that you may read the folder</source>
        <translation>Name und Leserechte des Ordners prüfen</translation>
    </message>
    <message>
        <source>check where vmss2core is, and that you may run it</source>
        <translation>Ort und Ausführungsrechte von vmss2core prüfen</translation>
    </message>
    <message>
        <source>checks are for ELF cores</source>
        <translation>Prüfungen gelten ELF-Cores</translation>
    </message>
    <message>
        <source>checks are for ELF cores; crash, drgn and makedumpfile open this file</source>
        <translation>Prüfungen gelten ELF-Cores; crash, drgn und makedumpfile öffnen diese Datei</translation>
    </message>
    <message>
        <source>checks are for cores of x86 and ARM64 machines</source>
        <translation>Prüfungen gelten Cores von x86- und ARM64-Maschinen</translation>
    </message>
    <message>
        <source>choose a shorter name</source>
        <translation>kürzeren Namen wählen</translation>
    </message>
    <message>
        <source>choose another folder</source>
        <translation>anderen Ordner wählen</translation>
    </message>
    <message>
        <source>choose another folder, on a disk with space left</source>
        <translation>anderen Ordner auf einem Datenträger mit freiem Platz wählen</translation>
    </message>
    <message>
        <source>choose the vmrun of your VMware product</source>
        <translation>vmrun des eigenen VMware-Produkts auswählen</translation>
    </message>
    <message>
        <source>choose where vmss2core is</source>
        <translation>Ort von vmss2core auswählen</translation>
    </message>
    <message>
        <source>convert it, and check the core that comes of it</source>
        <translation>Datei umwandeln und den daraus entstehenden Core prüfen</translation>
    </message>
    <message>
        <source>copy the .vmss or .vmsn of the same name beside the .vmem</source>
        <translation>gleichnamige .vmss oder .vmsn neben die .vmem kopieren</translation>
    </message>
    <message>
        <source>copy the file again</source>
        <translation>Datei erneut kopieren</translation>
    </message>
    <message>
        <source>copy the file again, or convert what is there (--allow-truncated)</source>
        <translation>Datei erneut kopieren oder das Vorhandene umwandeln (--allow-truncated)</translation>
    </message>
    <message>
        <source>copy the file again; if that does not help, this memory is lost</source>
        <translation>Datei erneut kopieren; hilft das nicht, ist dieser Arbeitsspeicher verloren</translation>
    </message>
    <message>
        <source>copy the files again</source>
        <translation>Dateien erneut kopieren</translation>
    </message>
    <message>
        <source>copy the state file again</source>
        <translation>Zustandsdatei erneut kopieren</translation>
    </message>
    <message>
        <source>copy them beside their state files: {names}</source>
        <translation>neben ihre Zustandsdateien kopieren: {names}</translation>
    </message>
    <message>
        <source>crash and drgn open it as it is</source>
        <translation>crash und drgn öffnen ihn unverändert</translation>
    </message>
    <message>
        <source>crash opens it as it is</source>
        <translation>crash öffnet ihn unverändert</translation>
    </message>
    <message>
        <source>crash opens it as it is; `makedumpfile -R` makes a plain one</source>
        <translation>crash öffnet ihn unverändert; `makedumpfile -R` macht einen gewöhnlichen daraus</translation>
    </message>
    <message>
        <source>crash opens such cores; checks are for cores with program headers</source>
        <translation>crash öffnet solche Cores; Prüfungen gelten Cores mit Programm-Headern</translation>
    </message>
    <message>
        <source>create a file in {folder}</source>
        <translation>Anlegen einer Datei in {folder}</translation>
    </message>
    <message>
        <source>create a folder in {folder}</source>
        <translation>Anlegen eines Ordners in {folder}</translation>
    </message>
    <message>
        <source>create the folder first, or name another</source>
        <translation>Ordner zuerst anlegen oder einen anderen angeben</translation>
    </message>
    <message>
        <source>decoding {path} was interrupted: {reason}</source>
        <translation>Dekodieren von {path} wurde unterbrochen: {reason}</translation>
    </message>
    <message>
        <source>describes a virtual disk</source>
        <translation>beschreibt eine virtuelle Festplatte</translation>
    </message>
    <message>
        <source>dumps of type {kind} do not hold the memory</source>
        <translation>Speicherabbilder vom Typ {kind} enthalten den Arbeitsspeicher nicht</translation>
    </message>
    <message>
        <source>every page of {size} was compared and is equal</source>
        <translation>alle Seiten ({size}) verglichen, alle gleich</translation>
    </message>
    <message>
        <source>every page of {size} was compared and is equal; {holes} are holes in both</source>
        <translation>alle Seiten ({size}) verglichen, alle gleich; {holes} sind in beiden Lücken</translation>
    </message>
    <message>
        <source>extend {path} to {size} bytes</source>
        <translation>Vergrößern von {path} auf {size} Byte</translation>
    </message>
    <message>
        <source>finish {path}</source>
        <translation>Fertigstellen von {path}</translation>
    </message>
    <message>
        <source>free some space on the disk of the virtual machine</source>
        <translation>auf dem Datenträger der virtuellen Maschine Platz schaffen</translation>
    </message>
    <message>
        <source>free some space, or choose another folder</source>
        <translation>Platz schaffen oder anderen Ordner wählen</translation>
    </message>
    <message>
        <source>free some space, or write the core to another disk</source>
        <translation>Platz schaffen oder den Core auf einen anderen Datenträger schreiben</translation>
    </message>
    <message>
        <source>gdb opens it together with its program</source>
        <translation>gdb öffnet ihn zusammen mit seinem Programm</translation>
    </message>
    <message>
        <source>gdb will show other memory than the symbols name; crash and drgn walk the page tables themselves.</source>
        <translation>gdb zeigt anderen Speicher, als die Symbole bezeichnen; crash und drgn durchlaufen die Seitentabellen selbst.</translation>
    </message>
    <message>
        <source>group {name} of {path} holds {count} tags or more, which is more than possible</source>
        <translation>Gruppe {name} von {path} enthält mindestens {count} Felder, mehr als möglich</translation>
    </message>
    <message>
        <source>group {name} of {path} is said to begin at {position:#x}; the groups lie between {table_end:#x} and the file&apos;s end at {size:#x}</source>
        <translation>Gruppe {name} von {path} soll bei {position:#x} beginnen; die Gruppen liegen zwischen {table_end:#x} und dem Dateiende bei {size:#x}</translation>
    </message>
    <message>
        <source>group {name} was read only in part: {message}</source>
        <translation>Gruppe {name} wurde nur zum Teil gelesen: {message}</translation>
    </message>
    <message>
        <source>groups occur twice, the first of each counts: {names}</source>
        <translation>Gruppen kommen doppelt vor, jeweils die erste zählt: {names}</translation>
    </message>
    <message>
        <source>has version {version}, 1 was expected</source>
        <translation>hat Version {version}, erwartet wurde 1</translation>
    </message>
    <message>
        <source>has {held} bytes, {size} or {or_size} were expected</source>
        <translation>hat {held} Byte, erwartet wurden {size} oder {or_size}</translation>
    </message>
    <message>
        <source>holds a machine&apos;s firmware settings (nvram)</source>
        <translation>enthält Firmware-Einstellungen einer Maschine (nvram)</translation>
    </message>
    <message>
        <source>holds {size} bytes, more than {limit}</source>
        <translation>enthält {size} Byte, mehr als {limit}</translation>
    </message>
    <message>
        <source>is a Windows crash dump</source>
        <translation>ist ein Windows-Absturzabbild</translation>
    </message>
    <message>
        <source>is a Windows minidump</source>
        <translation>ist ein Windows-Minidump</translation>
    </message>
    <message>
        <source>is a compressed core</source>
        <translation>ist ein komprimierter Core</translation>
    </message>
    <message>
        <source>is a flattened kdump-compressed core</source>
        <translation>ist ein kdump-komprimierter Core in flacher Form</translation>
    </message>
    <message>
        <source>is a kdump-compressed core</source>
        <translation>ist ein kdump-komprimierter Core</translation>
    </message>
    <message>
        <source>is a virtual disk</source>
        <translation>ist eine virtuelle Festplatte</translation>
    </message>
    <message>
        <source>is an ELF file, perhaps a core already</source>
        <translation>ist eine ELF-Datei, vielleicht bereits ein Core</translation>
    </message>
    <message>
        <source>is compressed in a way that we do not know</source>
        <translation>ist auf unbekannte Weise komprimiert</translation>
    </message>
    <message>
        <source>is one of VMware&apos;s text files, not a saved state</source>
        <translation>ist eine Textdatei von VMware, kein gespeicherter Zustand</translation>
    </message>
    <message>
        <source>is the compressed memory of a virtual machine, not its state</source>
        <translation>ist der komprimierte Arbeitsspeicher einer virtuellen Maschine, nicht ihr Zustand</translation>
    </message>
    <message>
        <source>it did not end within {limit:.0f} seconds</source>
        <translation>innerhalb von {limit:.0f} Sekunden nicht beendet</translation>
    </message>
    <message>
        <source>it ended with code {code}</source>
        <translation>mit Code {code} beendet</translation>
    </message>
    <message>
        <source>it ends inside an instruction</source>
        <translation>endet mitten in einer Anweisung</translation>
    </message>
    <message>
        <source>it gives more than {size} bytes</source>
        <translation>ergibt mehr als {size} Byte</translation>
    </message>
    <message>
        <source>it gives {produced} bytes instead of {size}</source>
        <translation>ergibt {produced} statt {size} Byte</translation>
    </message>
    <message>
        <source>it has {count} processors, the source {expected}</source>
        <translation>hat {count} Prozessoren, die Quelle {expected}</translation>
    </message>
    <message>
        <source>it is cut off</source>
        <translation>abgeschnitten</translation>
    </message>
    <message>
        <source>it is damaged</source>
        <translation>die Datei ist beschädigt</translation>
    </message>
    <message>
        <source>it is marked incomplete: crash and makedumpfile say so</source>
        <translation>als unvollständig markiert: crash und makedumpfile melden das</translation>
    </message>
    <message>
        <source>it is not the only one of that name</source>
        <translation>er ist nicht der einzige mit diesem Namen</translation>
    </message>
    <message>
        <source>it opens in WinDbg as it is</source>
        <translation>WinDbg öffnet ihn unverändert</translation>
    </message>
    <message>
        <source>it opens in WinDbg, Volatility 3 and MemProcFS as it is</source>
        <translation>WinDbg, Volatility 3 und MemProcFS öffnen es unverändert</translation>
    </message>
    <message>
        <source>it repeats more bytes than it should give at all</source>
        <translation>wiederholt mehr Byte, als insgesamt herauskommen sollen</translation>
    </message>
    <message>
        <source>it wrote more than can be read</source>
        <translation>die Ausgabe ist zu lang, um gelesen zu werden</translation>
    </message>
    <message>
        <source>its ELF header cannot be read ({reason})</source>
        <translation>ELF-Header nicht lesbar ({reason})</translation>
    </message>
    <message>
        <source>its compressed memory gives {size} bytes and announces {memory_size}</source>
        <translation>der komprimierte Arbeitsspeicher ergibt {size} Byte, angekündigt sind {memory_size}</translation>
    </message>
    <message>
        <source>its header makes no sense</source>
        <translation>der Header ergibt keinen Sinn</translation>
    </message>
    <message>
        <source>its memory block announces {differ}, but is not compressed</source>
        <translation>der Speicherblock kündigt {differ} an, ist aber nicht komprimiert</translation>
    </message>
    <message>
        <source>its memory block announces {held} bytes</source>
        <translation>der Speicherblock kündigt {held} Byte an</translation>
    </message>
    <message>
        <source>its memory is compressed in a way that we do not know</source>
        <translation>der Arbeitsspeicher ist auf unbekannte Weise komprimiert</translation>
    </message>
    <message>
        <source>its place was not found</source>
        <translation>Ort nicht gefunden</translation>
    </message>
    <message>
        <source>its {announced} program headers are counted in a section header: Volatility 3 and LeechCore do not look there</source>
        <translation>die Zahl der {announced} Programm-Header steht in einem Section-Header: Volatility 3 und LeechCore sehen dort nicht nach</translation>
    </message>
    <message>
        <source>kdump kernel</source>
        <translation>kdump-Kernel</translation>
    </message>
    <message>
        <source>keep {path}</source>
        <translation>Aufheben von {path}</translation>
    </message>
    <message>
        <source>kernel</source>
        <translation>Kernel</translation>
    </message>
    <message>
        <source>look at the virtual machine in VMware</source>
        <translation>virtuelle Maschine in VMware ansehen</translation>
    </message>
    <message>
        <source>look for a newer GuestCore</source>
        <translation>nach einem neueren GuestCore suchen</translation>
    </message>
    <message>
        <source>machine type {number:#x} is unknown</source>
        <translation>Maschinentyp {number:#x} ist unbekannt</translation>
    </message>
    <message>
        <source>memory regions overlap in the memory image, at page {start:#x}</source>
        <translation>Speicherregionen überlappen im Speicherabbild, bei Seite {start:#x}</translation>
    </message>
    <message>
        <source>memory regions overlap: one ends at page {end:#x}, the next begins at {pfn:#x}</source>
        <translation>Speicherregionen überlappen: eine endet bei Seite {end:#x}, die nächste beginnt bei {pfn:#x}</translation>
    </message>
    <message>
        <source>mend the command line, or have it made anew</source>
        <translation>Befehlszeile berichtigen oder neu erzeugen lassen</translation>
    </message>
    <message>
        <source>more than two days</source>
        <translation>mehr als zwei Tage</translation>
    </message>
    <message>
        <source>more than {max_entries} settings</source>
        <translation>mehr als {max_entries} Einstellungen</translation>
    </message>
    <message>
        <source>name a file</source>
        <translation>eine Datei angeben</translation>
    </message>
    <message>
        <source>name a folder that you may write to, on a disk with space left</source>
        <translation>beschreibbaren Ordner auf einem Datenträger mit freiem Platz angeben</translation>
    </message>
    <message>
        <source>name a memory.dmp</source>
        <translation>eine memory.dmp angeben</translation>
    </message>
    <message>
        <source>name a regular file, or the folder of the virtual machine</source>
        <translation>gewöhnliche Datei oder den Ordner der virtuellen Maschine angeben</translation>
    </message>
    <message>
        <source>name an ELF core, such as GuestCore writes</source>
        <translation>einen ELF-Core angeben, wie ihn GuestCore schreibt</translation>
    </message>
    <message>
        <source>name an empty or a new folder</source>
        <translation>leeren oder neuen Ordner angeben</translation>
    </message>
    <message>
        <source>name another file, or have this one replaced (--force)</source>
        <translation>andere Datei angeben oder diese ersetzen lassen (--force)</translation>
    </message>
    <message>
        <source>name the .vmem that belongs to the state file</source>
        <translation>die .vmem angeben, die zur Zustandsdatei gehört</translation>
    </message>
    <message>
        <source>name the .vmss or .vmsn of the virtual machine, or its folder</source>
        <translation>.vmss oder .vmsn der virtuellen Maschine oder ihren Ordner angeben</translation>
    </message>
    <message>
        <source>name the .vmx of one of them</source>
        <translation>die .vmx von einer davon angeben</translation>
    </message>
    <message>
        <source>name the .vmx of the virtual machine</source>
        <translation>die .vmx der virtuellen Maschine angeben</translation>
    </message>
    <message>
        <source>name the ELF core that is to be checked</source>
        <translation>den ELF-Core angeben, der zu prüfen ist</translation>
    </message>
    <message>
        <source>name the core</source>
        <translation>den Core angeben</translation>
    </message>
    <message>
        <source>name the core; a vmlinux goes to crash, gdb or drgn beside it</source>
        <translation>den Core angeben; ein vmlinux bekommen crash, gdb oder drgn daneben</translation>
    </message>
    <message>
        <source>name the folder of the virtual machine or its .vmx</source>
        <translation>Ordner der virtuellen Maschine oder ihre .vmx angeben</translation>
    </message>
    <message>
        <source>name the folder that holds its .vmx (guestcore list shows machines)</source>
        <translation>Ordner mit der .vmx angeben (guestcore list zeigt Maschinen)</translation>
    </message>
    <message>
        <source>name the folder with its .vmx or state files (guestcore list FOLDER shows the machines below a folder)</source>
        <translation>Ordner mit .vmx oder Zustandsdateien angeben (guestcore list ORDNER zeigt die Maschinen unter einem Ordner)</translation>
    </message>
    <message>
        <source>name the one that you want</source>
        <translation>den gewünschten angeben</translation>
    </message>
    <message>
        <source>name the state file itself</source>
        <translation>die Zustandsdatei selbst angeben</translation>
    </message>
    <message>
        <source>name the state file that is meant</source>
        <translation>die gemeinte Zustandsdatei angeben</translation>
    </message>
    <message>
        <source>neither a CR3 nor VMCOREINFO tells where page tables begin</source>
        <translation>weder CR3 noch VMCOREINFO sagen, wo Seitentabellen beginnen</translation>
    </message>
    <message>
        <source>neither source nor core holds a vCPU</source>
        <translation>weder Quelle noch Core enthalten eine vCPU</translation>
    </message>
    <message>
        <source>no FastLZ stream of level 1 or 2</source>
        <translation>kein FastLZ-Datenstrom der Stufe 1 oder 2</translation>
    </message>
    <message>
        <source>no VMCOREINFO</source>
        <translation>kein VMCOREINFO</translation>
    </message>
    <message>
        <source>no memory region has both an address and a size</source>
        <translation>keine Speicherregion hat sowohl Adresse als auch Größe</translation>
    </message>
    <message>
        <source>no page tables are named: no debugger can translate addresses</source>
        <translation>keine Seitentabellen genannt: kein Debugger kann Adressen übersetzen</translation>
    </message>
    <message>
        <source>no page tables tell what segments should say</source>
        <translation>keine Seitentabellen sagen, was in den Segmenten stehen müsste</translation>
    </message>
    <message>
        <source>no registers</source>
        <translation>keine Register</translation>
    </message>
    <message>
        <source>no saved state in {path} was taken with the virtual machine&apos;s memory: {names}</source>
        <translation>kein gespeicherter Zustand in {path} enthält den Arbeitsspeicher der virtuellen Maschine: {names}</translation>
    </message>
    <message>
        <source>no source was given to compare with</source>
        <translation>keine Quelle zum Vergleichen angegeben</translation>
    </message>
    <message>
        <source>no vCPU maps a Linux kernel or Windows</source>
        <translation>keine vCPU bildet einen Linux-Kernel oder Windows ab</translation>
    </message>
    <message>
        <source>no vCPU uses page tables</source>
        <translation>keine vCPU nutzt Seitentabellen</translation>
    </message>
    <message>
        <source>no vCPU uses page tables, as in firmware or early boot</source>
        <translation>keine vCPU nutzt Seitentabellen, wie in der Firmware oder früh beim Start</translation>
    </message>
    <message>
        <source>no vCPU&apos;s CR3 leads there</source>
        <translation>CR3 keiner vCPU führt dorthin</translation>
    </message>
    <message>
        <source>no vCPU&apos;s registers are known</source>
        <translation>von keiner vCPU sind Register bekannt</translation>
    </message>
    <message>
        <source>not enough space in {folder}: the capture needs {needed} bytes, {free} are free</source>
        <translation>zu wenig Platz in {folder}: die Erfassung braucht {needed} Byte, frei sind {free}</translation>
    </message>
    <message>
        <source>not enough space in {folder}: the copy needs {needed} bytes, {free} are free</source>
        <translation>zu wenig Platz in {folder}: die Kopie braucht {needed} Byte, frei sind {free}</translation>
    </message>
    <message>
        <source>not enough space in {folder}: the core needs {needed} bytes, {free} are free</source>
        <translation>zu wenig Platz in {folder}: der Core braucht {needed} Byte, frei sind {free}</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>note {number} cannot be read ({error})</source>
        <translation>Notiz {number} nicht lesbar ({error})</translation>
    </message>
    <message>
        <source>note {number} reaches beyond the end of all notes</source>
        <translation>Notiz {number} reicht über das Ende aller Notizen hinaus</translation>
    </message>
    <message>
        <source>notes cannot be read to their end: {note_problem}</source>
        <translation>Notizen nicht bis zum Ende lesbar: {note_problem}</translation>
    </message>
    <message>
        <source>notes lie behind memory: crash does not see them</source>
        <translation>Notizen liegen hinter dem Arbeitsspeicher: crash sieht sie nicht</translation>
    </message>
    <message>
        <source>one line more</source>
        <translation>eine weitere Zeile</translation>
    </message>
    <message>
        <source>only the first {max_snapshots} snapshots of the list are read</source>
        <translation>nur die ersten {max_snapshots} Snapshots der Liste werden gelesen</translation>
    </message>
    <message>
        <source>open it with WinDbg; checks are for ELF cores</source>
        <translation>mit WinDbg öffnen; Prüfungen gelten ELF-Cores</translation>
    </message>
    <message>
        <source>open it with the VMware product that wrote it and suspend the machine with a current one</source>
        <translation>mit dem VMware-Produkt öffnen, das ihn geschrieben hat, und die Maschine mit einem aktuellen anhalten</translation>
    </message>
    <message>
        <source>p_align is not 0 in {segments}: crash expects 0</source>
        <translation>{segments} mit p_align ungleich 0: crash erwartet 0</translation>
    </message>
    <message>
        <source>p_align is not 0 in {segments}: crash takes the file for netdump&apos;s</source>
        <translation>{segments} mit p_align ungleich 0: crash hält die Datei für eine von netdump</translation>
    </message>
    <message>
        <source>p_align of the notes is 8: drgn expects other padding then</source>
        <translation>p_align der Notizen ist 8: drgn erwartet dann andere Füllbytes</translation>
    </message>
    <message>
        <source>page tables of ARM64 are not walked</source>
        <translation>Seitentabellen von ARM64 werden nicht durchlaufen</translation>
    </message>
    <message>
        <source>parts of it are not in RAM</source>
        <translation>Teile davon liegen nicht im RAM</translation>
    </message>
    <message>
        <source>phys_base of VMCOREINFO is {phys_base}, not {expected}</source>
        <translation>phys_base aus VMCOREINFO ist {phys_base}, nicht {expected}</translation>
    </message>
    <message>
        <source>pr_cursig is set for {vcpus}: gdb says that a signal ended the program</source>
        <translation>pr_cursig ist gesetzt ({vcpus}): gdb meldet, ein Signal habe das Programm beendet</translation>
    </message>
    <message>
        <source>pr_pid does not count the vCPUs from 1: drgn gives the registers to other CPUs</source>
        <translation>pr_pid zählt die vCPUs nicht ab 1: drgn ordnet die Register anderen CPUs zu</translation>
    </message>
    <message>
        <source>pr_pid is 0 for {vcpus}: drgn takes the registers for not saved, gdb merges the threads</source>
        <translation>pr_pid ist 0 ({vcpus}): drgn hält die Register für nicht gespeichert, gdb legt die Threads zusammen</translation>
    </message>
    <message>
        <source>process status</source>
        <translation>Prozessstatus</translation>
    </message>
    <message>
        <source>program header {number} reaches beyond the last physical address</source>
        <translation>Programm-Header {number} reicht über die letzte physische Adresse hinaus</translation>
    </message>
    <message>
        <source>program headers begin at {phoff}, not {header_size}: makedumpfile and old crash look nowhere else</source>
        <translation>Programm-Header beginnen bei {phoff}, nicht bei {header_size}: makedumpfile und altes crash suchen nur dort</translation>
    </message>
    <message>
        <source>put the memory file into {folder}, or name it where it is (--vmem)</source>
        <translation>Speicherdatei in {folder} ablegen oder ihren Ort angeben (--vmem)</translation>
    </message>
    <message>
        <source>put the state file into the same folder, with the same name</source>
        <translation>Zustandsdatei mit demselben Namen im selben Ordner ablegen</translation>
    </message>
    <message>
        <source>put {name} into {folder}, or name it where it is (--vmem)</source>
        <translation>{name} in {folder} ablegen oder ihren Ort angeben (--vmem)</translation>
    </message>
    <message>
        <source>put {name} into {folder}, or name it where it is (--vmem); of the expected size, but perhaps of another snapshot: {names}</source>
        <translation>{name} in {folder} ablegen oder ihren Ort angeben (--vmem); von der erwarteten Größe, aber vielleicht von einem anderen Snapshot: {names}</translation>
    </message>
    <message>
        <source>raw memory with range headers</source>
        <translation>roher Arbeitsspeicher mit Bereichs-Headern</translation>
    </message>
    <message>
        <source>read the free space of {folder}</source>
        <translation>Ermitteln des freien Speicherplatzes von {folder}</translation>
    </message>
    <message>
        <source>read what {name} wrote</source>
        <translation>Lesen der Ausgabe von {name}</translation>
    </message>
    <message>
        <source>registers of ARM64 are not looked at</source>
        <translation>Register von ARM64 werden nicht betrachtet</translation>
    </message>
    <message>
        <source>registers of ARM64 checkpoints are not known</source>
        <translation>Register von ARM64-Checkpoints sind nicht bekannt</translation>
    </message>
    <message>
        <source>registers of vCPUs beyond the announced {count} were left out</source>
        <translation>Register von vCPUs über die angekündigten {count} hinaus wurden ausgelassen</translation>
    </message>
    <message>
        <source>registers of {vcpus} twice, alike, in order</source>
        <translation>Register von {vcpus} doppelt, gleich, in der richtigen Reihenfolge</translation>
    </message>
    <message>
        <source>remove the encryption in VMware (VM &gt; Settings &gt; Options &gt; Access Control), then suspend the machine again</source>
        <translation>Verschlüsselung in VMware entfernen (VM &gt; Einstellungen &gt; Optionen &gt; Zugriffssteuerung), dann die Maschine erneut anhalten</translation>
    </message>
    <message>
        <source>remove the encryption in VMware (VM, Settings, Options, Access Control)</source>
        <translation>Verschlüsselung in VMware entfernen (VM, Einstellungen, Optionen, Zugriffssteuerung)</translation>
    </message>
    <message>
        <source>remove the encryption in VMware (VM, Settings, Options, Access Control) and suspend the machine again</source>
        <translation>Verschlüsselung in VMware entfernen (VM, Einstellungen, Optionen, Zugriffssteuerung) und die Maschine erneut anhalten</translation>
    </message>
    <message>
        <source>remove the files {name}*</source>
        <translation>Dateien {name}* entfernen</translation>
    </message>
    <message>
        <source>remove the snapshots that it names, then the file</source>
        <translation>die darin genannten Snapshots entfernen, dann die Datei</translation>
    </message>
    <message>
        <source>removing the snapshot {name} of {vmx} was stopped; VMware may go on with it</source>
        <translation>Entfernen des Snapshots {name} von {vmx} wurde abgebrochen; VMware setzt es möglicherweise fort</translation>
    </message>
    <message>
        <source>ring {ring}</source>
        <translation>Ring {ring}</translation>
    </message>
    <message>
        <source>rsp and rbp were swapped: as the state file is read otherwise, no vCPU in the kernel would have a stack</source>
        <translation>rsp und rbp wurden vertauscht: anders gelesen hätte keine vCPU im Kernel einen Stack</translation>
    </message>
    <message>
        <source>says it has {size} bytes, but has {held}</source>
        <translation>gibt {size} Byte an, hat aber {held}</translation>
    </message>
    <message>
        <source>see its log; check its options and the free space, or convert with the native engine</source>
        <translation>Protokoll ansehen; Optionen und freien Speicherplatz prüfen oder mit der nativen Engine umwandeln</translation>
    </message>
    <message>
        <source>segments carry no virtual addresses of a kernel</source>
        <translation>Segmente tragen keine virtuellen Adressen eines Kernels</translation>
    </message>
    <message>
        <source>segments carry no virtual addresses of a kernel: gdb cannot read what symbols name</source>
        <translation>Segmente tragen keine virtuellen Adressen eines Kernels: gdb kann nicht lesen, was Symbole bezeichnen</translation>
    </message>
    <message>
        <source>segments do not ascend by physical address: LeechCore refuses the file</source>
        <translation>Segmente sind nicht nach physischer Adresse geordnet: LeechCore weist die Datei ab</translation>
    </message>
    <message>
        <source>segments overlap so often that they hold {total} and more of the source&apos;s {size}</source>
        <translation>Segmente überlappen so oft, dass sie mindestens {total} bei {size} der Quelle enthalten</translation>
    </message>
    <message>
        <source>set the memory in the virtual machine&apos;s settings</source>
        <translation>Arbeitsspeicher in den Einstellungen der virtuellen Maschine festlegen</translation>
    </message>
    <message>
        <source>shared with the memory file</source>
        <translation>mit der Speicherdatei geteilt</translation>
    </message>
    <message>
        <source>snapshots that are said to descend from themselves: {names}</source>
        <translation>Snapshots, die von sich selbst abstammen sollen: {names}</translation>
    </message>
    <message>
        <source>snapshots that name no file, or that of another one, were left out: {names}</source>
        <translation>Snapshots ohne Datei oder mit der eines anderen wurden ausgelassen: {names}</translation>
    </message>
    <message>
        <source>snapshots whose parent is not in the list: {names}</source>
        <translation>Snapshots, deren Vorgänger nicht in der Liste steht: {names}</translation>
    </message>
    <message>
        <source>some memory regions have page numbers, others have none</source>
        <translation>manche Speicherregionen haben Seitennummern, andere nicht</translation>
    </message>
    <message>
        <source>start the virtual machine; a suspended one can be converted as it is</source>
        <translation>virtuelle Maschine starten; eine angehaltene lässt sich direkt umwandeln</translation>
    </message>
    <message>
        <source>state files that the snapshot list names are missing: {names}</source>
        <translation>in der Snapshot-Liste genannte Zustandsdateien fehlen: {names}</translation>
    </message>
    <message>
        <source>suspend the machine or take a snapshot with its memory, then name that</source>
        <translation>Maschine anhalten oder einen Snapshot mit Arbeitsspeicher erstellen, dann diesen angeben</translation>
    </message>
    <message>
        <source>suspend the machine or take a snapshot with its memory; if it does not run, the lock is stale and may be ignored (--ignore-lock)</source>
        <translation>Maschine anhalten oder einen Snapshot mit Arbeitsspeicher erstellen; läuft sie nicht, ist die Sperre veraltet und kann ignoriert werden (--ignore-lock)</translation>
    </message>
    <message>
        <source>suspend the running machine, or take a snapshot with its memory</source>
        <translation>laufende Maschine anhalten oder einen Snapshot mit Arbeitsspeicher erstellen</translation>
    </message>
    <message>
        <source>suspend the virtual machine instead</source>
        <translation>stattdessen die virtuelle Maschine anhalten</translation>
    </message>
    <message>
        <source>suspend the virtual machine, or copy its files, then try again</source>
        <translation>virtuelle Maschine anhalten oder ihre Dateien kopieren, dann erneut versuchen</translation>
    </message>
    <message>
        <source>suspend the virtual machine, or take a snapshot with its memory, and try again</source>
        <translation>virtuelle Maschine anhalten oder einen Snapshot mit Arbeitsspeicher erstellen, dann erneut versuchen</translation>
    </message>
    <message>
        <source>tag {name} of {path} at {offset:#x} {what}</source>
        <translation>Feld {name} von {path} bei {offset:#x} {what}</translation>
    </message>
    <message>
        <source>take the snapshot in VMware, then convert the .vmsn in that folder</source>
        <translation>Snapshot in VMware erstellen, dann die .vmsn in jenem Ordner umwandeln</translation>
    </message>
    <message>
        <source>take {path} as the core</source>
        <translation>Übernehmen von {path} als Core</translation>
    </message>
    <message>
        <source>tell us about this file: no product is known to write that</source>
        <translation>diese Datei bitte melden: kein bekanntes Produkt schreibt so etwas</translation>
    </message>
    <message>
        <source>the .vmx names a saved state with a path, only the last part is looked up beside it: {text}</source>
        <translation>die .vmx nennt einen gespeicherten Zustand mit Pfad, nur der letzte Teil wird daneben gesucht: {text}</translation>
    </message>
    <message>
        <source>the .vmx names another working folder, saved states may lie there: {moved_to}</source>
        <translation>die .vmx nennt einen anderen Arbeitsordner, dort können gespeicherte Zustände liegen: {moved_to}</translation>
    </message>
    <message>
        <source>the bitmap that says which pages there are is missing</source>
        <translation>die Bitmap der vorhandenen Seiten fehlt</translation>
    </message>
    <message>
        <source>the checkpoint holds no registers</source>
        <translation>der Checkpoint enthält keine Register</translation>
    </message>
    <message>
        <source>the command line cannot be read: a quotation mark or a backslash at its end has no partner</source>
        <translation>Befehlszeile nicht lesbar: einem Anführungszeichen oder einem Backslash am Ende fehlt das Gegenstück</translation>
    </message>
    <message>
        <source>the command line holds a NUL character</source>
        <translation>die Befehlszeile enthält ein NUL-Zeichen</translation>
    </message>
    <message>
        <source>the command line is longer than {n} characters</source>
        <translation>die Befehlszeile ist länger als {n} Zeichen</translation>
    </message>
    <message>
        <source>the command line names no program</source>
        <translation>die Befehlszeile nennt kein Programm</translation>
    </message>
    <message>
        <source>the compressed memory in {path} ends early: {size} bytes wanted at {offset:#x}, it has {memory_size}</source>
        <translation>der komprimierte Arbeitsspeicher in {path} endet zu früh: {size} Byte bei {offset:#x} verlangt, vorhanden sind {memory_size}</translation>
    </message>
    <message>
        <source>the core has no registers, the source those of {expected} vCPUs</source>
        <translation>der Core hat keine Register, die Quelle die von {expected} vCPUs</translation>
    </message>
    <message>
        <source>the core has {count} program headers: LeechCore and MemProcFS read no more than {most}</source>
        <translation>der Core hat {count} Programm-Header: LeechCore und MemProcFS lesen höchstens {most}</translation>
    </message>
    <message>
        <source>the core has {found} QEMU notes, the source {expected} vCPUs</source>
        <translation>QEMU-Notizen im Core: {found}, vCPUs in der Quelle: {expected}</translation>
    </message>
    <message>
        <source>the core has {found} process statuses, the source {expected} vCPUs</source>
        <translation>Prozessstatus im Core: {found}, vCPUs in der Quelle: {expected}</translation>
    </message>
    <message>
        <source>the core is damaged; make it again</source>
        <translation>der Core ist beschädigt; neu erzeugen</translation>
    </message>
    <message>
        <source>the core is of a {bits}-bit guest, but {others} of {all} vCPUs run in another mode</source>
        <translation>der Core ist der eines {bits}-Bit-Gasts, aber {others} von {all} vCPUs laufen in einem anderen Modus</translation>
    </message>
    <message>
        <source>the disk may be failing; write the core to another</source>
        <translation>der Datenträger ist womöglich defekt; Core auf einen anderen schreiben</translation>
    </message>
    <message>
        <source>the disk or the network share may be failing; copy the file to a sound disk and try again</source>
        <translation>Datenträger oder Netzwerkfreigabe sind womöglich defekt; Datei auf einen intakten Datenträger kopieren und erneut versuchen</translation>
    </message>
    <message>
        <source>the embedded .vmx was left out: none of its {size} bytes are a setting</source>
        <translation>die eingebettete .vmx wurde ausgelassen: in ihren {size} Byte steht keine Einstellung</translation>
    </message>
    <message>
        <source>the embedded .vmx was left out: {message}</source>
        <translation>die eingebettete .vmx wurde ausgelassen: {message}</translation>
    </message>
    <message>
        <source>the file has no vCPUs: the core holds memory alone</source>
        <translation>die Datei hat keine vCPUs: der Core enthält nur den Arbeitsspeicher</translation>
    </message>
    <message>
        <source>the file is cut or the segment misplaced: program header {number} reaches to byte {end}, the file has {file_size}</source>
        <translation>die Datei ist abgeschnitten oder das Segment falsch gelegen: Programm-Header {number} reicht bis Byte {end}, die Datei hat {file_size}</translation>
    </message>
    <message>
        <source>the file is cut: it has {size} bytes, its header announces {expected}</source>
        <translation>die Datei ist abgeschnitten: sie hat {size} Byte, ihr Header kündigt {expected} an</translation>
    </message>
    <message>
        <source>the file is cut: {announced} program headers are announced, {headers} are in it</source>
        <translation>die Datei ist abgeschnitten: {announced} Programm-Header sind angekündigt, {headers} enthalten</translation>
    </message>
    <message>
        <source>the file is damaged; make the core again</source>
        <translation>die Datei ist beschädigt; Core neu erzeugen</translation>
    </message>
    <message>
        <source>the file system or a limit of yours allows no file of that size</source>
        <translation>das Dateisystem oder eine eigene Grenze erlaubt keine so große Datei</translation>
    </message>
    <message>
        <source>the file was cut; make the core again</source>
        <translation>die Datei wurde abgeschnitten; Core neu erzeugen</translation>
    </message>
    <message>
        <source>the first program header is no PT_NOTE: crash takes it for the notes</source>
        <translation>der erste Programm-Header ist kein PT_NOTE: crash hält ihn für die Notizen</translation>
    </message>
    <message>
        <source>the guest had crashed and runs its kdump kernel {release}: {whose}; kernel facts and VMCOREINFO are those of {osrelease}, which crashed</source>
        <translation>der Gast war abgestürzt und führt seinen kdump-Kernel {release} aus: {whose}; Kernel-Angaben und VMCOREINFO sind die des abgestürzten {osrelease}</translation>
    </message>
    <message>
        <source>the guest runs Windows: Volatility 3 and MemProcFS open this core; for WinDbg, convert with VMware&apos;s vmss2core (-W8, before Windows 8 -W)</source>
        <translation>im Gast läuft Windows: Volatility 3 und MemProcFS öffnen diesen Core; für WinDbg mit VMwares vmss2core umwandeln (-W8, vor Windows 8 -W)</translation>
    </message>
    <message>
        <source>the guest&apos;s system was not recognised ({why}); all of its memory was searched</source>
        <translation>das System des Gasts wurde nicht erkannt ({why}); sein ganzer Arbeitsspeicher wurde durchsucht</translation>
    </message>
    <message>
        <source>the guest&apos;s system was not recognised ({why}); searching all of its memory may find it (--scan)</source>
        <translation>das System des Gasts wurde nicht erkannt ({why}); eine Suche im ganzen Arbeitsspeicher kann es finden (--scan)</translation>
    </message>
    <message>
        <source>the header says that {told} bytes are needed, its memory takes {expected}</source>
        <translation>laut Header sind {told} Byte nötig, der Arbeitsspeicher belegt {expected}</translation>
    </message>
    <message>
        <source>the image at {start:#x} is in no segment: gdb cannot read kernel symbols</source>
        <translation>das Abbild bei {start:#x} liegt in keinem Segment: gdb kann Kernel-Symbole nicht lesen</translation>
    </message>
    <message>
        <source>the journal of captures was damaged and is kept as {kept}; if a virtual machine is still suspended, or has a snapshot named GuestCore…, look at it in VMware</source>
        <translation>das Protokoll der Erfassungen war beschädigt und ist als {kept} aufgehoben; falls eine virtuelle Maschine noch angehalten ist oder einen Snapshot namens GuestCore… hat, in VMware nachsehen</translation>
    </message>
    <message>
        <source>the kernel image has no segment of its own for gdb: {reason}</source>
        <translation>das Kernel-Abbild hat kein eigenes Segment für gdb: {reason}</translation>
    </message>
    <message>
        <source>the kernel of an ARM64 guest is not looked for</source>
        <translation>der Kernel eines ARM64-Gasts wird nicht gesucht</translation>
    </message>
    <message>
        <source>the kernel was found by searching all memory, without any register</source>
        <translation>der Kernel wurde durch Suche im ganzen Arbeitsspeicher gefunden, ohne Register</translation>
    </message>
    <message>
        <source>the kernel&apos;s VMCOREINFO was not found: crash and gdb open the core all the same, drgn and makedumpfile need it; all of its memory was searched</source>
        <translation>VMCOREINFO des Kernels wurde nicht gefunden: crash und gdb öffnen den Core trotzdem, drgn und makedumpfile brauchen es; der ganze Arbeitsspeicher wurde durchsucht</translation>
    </message>
    <message>
        <source>the kernel&apos;s VMCOREINFO was not found: crash and gdb open the core all the same, drgn and makedumpfile need it; converting searches all memory for it (as --scan does)</source>
        <translation>VMCOREINFO des Kernels wurde nicht gefunden: crash und gdb öffnen den Core trotzdem, drgn und makedumpfile brauchen es; beim Umwandeln wird der ganze Arbeitsspeicher danach durchsucht (wie mit --scan)</translation>
    </message>
    <message>
        <source>the kernel&apos;s debugger data is not named: WinDbg needs it</source>
        <translation>die Debuggerdaten des Kernels sind nicht genannt: WinDbg braucht sie</translation>
    </message>
    <message>
        <source>the kernel&apos;s direct map was not found: segments carry physical instead of virtual addresses, so gdb cannot read kernel addresses</source>
        <translation>die Direktabbildung des Kernels wurde nicht gefunden: Segmente tragen physische statt virtueller Adressen, gdb kann Kernel-Adressen daher nicht lesen</translation>
    </message>
    <message>
        <source>the list of loaded modules is not named</source>
        <translation>die Liste der geladenen Module ist nicht genannt</translation>
    </message>
    <message>
        <source>the list of zero pages was left out: {message}</source>
        <translation>die Liste der Nullseiten wurde ausgelassen: {message}</translation>
    </message>
    <message>
        <source>the memory block announces {differ}: it was taken for compressed, though it is not marked so</source>
        <translation>der Speicherblock kündigt {differ} an: er wurde als komprimiert behandelt, obwohl er nicht so markiert ist</translation>
    </message>
    <message>
        <source>the memory files of {states} saved states in {path} are missing: {missing}</source>
        <translation>die Speicherdateien von {states} gespeicherten Zuständen in {path} fehlen: {missing}</translation>
    </message>
    <message>
        <source>the memory image would have {end:#x} pages</source>
        <translation>das Speicherabbild hätte {end:#x} Seiten</translation>
    </message>
    <message>
        <source>the memory in the state file has {held} bytes, {more} more than its regions need; they were left out</source>
        <translation>der Arbeitsspeicher in der Zustandsdatei hat {held} Byte, {more} mehr als seine Regionen brauchen; sie wurden ausgelassen</translation>
    </message>
    <message>
        <source>the memory is said to begin at byte {offset}</source>
        <translation>der Arbeitsspeicher soll bei Byte {offset} beginnen</translation>
    </message>
    <message>
        <source>the memory of such a dump is not compared with the source</source>
        <translation>der Arbeitsspeicher eines solchen Abbilds wird nicht mit der Quelle verglichen</translation>
    </message>
    <message>
        <source>the memory regions are numbered in no known way: the numbers are taken for pages of the memory image</source>
        <translation>die Speicherregionen sind auf unbekannte Weise nummeriert: die Nummern gelten als Seiten des Speicherabbilds</translation>
    </message>
    <message>
        <source>the memory regions have {tiled:#x} pages; {max_memory_pages:#x} are possible</source>
        <translation>die Speicherregionen haben {tiled:#x} Seiten; möglich sind {max_memory_pages:#x}</translation>
    </message>
    <message>
        <source>the memory regions reach page {end:#x} of the memory image, which has {available:#x}</source>
        <translation>die Speicherregionen reichen bis Seite {end:#x} des Speicherabbilds, das {available:#x} Seiten hat</translation>
    </message>
    <message>
        <source>the memory would have {size} bytes</source>
        <translation>der Arbeitsspeicher hätte {size} Byte</translation>
    </message>
    <message>
        <source>the name of note {number} has more than {most} bytes</source>
        <translation>der Name von Notiz {number} hat mehr als {most} Byte</translation>
    </message>
    <message>
        <source>the number of its program headers should stand in a section header at {offset:#x}, which cannot be read</source>
        <translation>die Zahl der Programm-Header müsste in einem Section-Header bei {offset:#x} stehen, der nicht lesbar ist</translation>
    </message>
    <message>
        <source>the regions need {needed} bytes of memory; it holds {held}, in {count} block</source>
        <translation>die Regionen brauchen {needed} Byte Arbeitsspeicher; enthalten sind {held}, in {count} Block</translation>
    </message>
    <message>
        <source>the regions need {needed} bytes of memory; it holds {held}, in {count} blocks</source>
        <translation>die Regionen brauchen {needed} Byte Arbeitsspeicher; enthalten sind {held}, in {count} Blöcken</translation>
    </message>
    <message>
        <source>the registers of vCPU {numbers} are the kdump kernel&apos;s</source>
        <translation>die Register von vCPU {numbers} sind die des kdump-Kernels</translation>
    </message>
    <message>
        <source>the root table at {root:#x}, which VMCOREINFO names, does not lead to utsname of {osrelease}</source>
        <translation>die Wurzeltabelle bei {root:#x}, die VMCOREINFO nennt, führt nicht zu utsname von {osrelease}</translation>
    </message>
    <message>
        <source>the root that VMCOREINFO names leads to utsname: Linux {release}</source>
        <translation>die Wurzel aus VMCOREINFO führt zu utsname: Linux {release}</translation>
    </message>
    <message>
        <source>the root that VMCOREINFO names leads to utsname: Linux {release}; the vCPUs run another kernel, as after a crash with kdump</source>
        <translation>die Wurzel aus VMCOREINFO führt zu utsname: Linux {release}; die vCPUs führen einen anderen Kernel aus, wie nach einem Absturz mit kdump</translation>
    </message>
    <message>
        <source>the run at {second:#x} follows one that ends at {end:#x}</source>
        <translation>der Bereich bei {second:#x} folgt auf einen, der bei {end:#x} endet</translation>
    </message>
    <message>
        <source>the runs hold {pages} pages, the header says {told}</source>
        <translation>die Bereiche enthalten {pages} Seiten, laut Header sind es {told}</translation>
    </message>
    <message>
        <source>the saved state that the .vmx names is not here: {text}</source>
        <translation>der gespeicherte Zustand, den die .vmx nennt, ist nicht hier: {text}</translation>
    </message>
    <message>
        <source>the segment of {paddr:#x} claims virtual address {vaddr:#x}, unlike the others</source>
        <translation>das Segment von {paddr:#x} gibt die virtuelle Adresse {vaddr:#x} an, anders als die übrigen</translation>
    </message>
    <message>
        <source>the segment of {paddr:#x} claims {vaddr:#x}, but {elsewhere} of {mapped} mapped pages lie elsewhere</source>
        <translation>das Segment von {paddr:#x} gibt {vaddr:#x} an, aber {elsewhere} von {mapped} abgebildeten Seiten liegen woanders</translation>
    </message>
    <message>
        <source>the segment of {paddr:#x} claims {vaddr:#x}, where page tables map nothing</source>
        <translation>das Segment von {paddr:#x} gibt {vaddr:#x} an, wo Seitentabellen nichts abbilden</translation>
    </message>
    <message>
        <source>the segments of {paddr:#x} and {other:#x} share {shared} of the file from byte {offset} on</source>
        <translation>die Segmente von {paddr:#x} und {other:#x} teilen sich {shared} der Datei ab Byte {offset}</translation>
    </message>
    <message>
        <source>the snapshot list announces {announced} snapshots and holds {count}</source>
        <translation>die Snapshot-Liste kündigt {announced} Snapshots an und enthält {count}</translation>
    </message>
    <message>
        <source>the snapshot list does not say how many of its entries count</source>
        <translation>die Snapshot-Liste sagt nicht, wie viele ihrer Einträge zählen</translation>
    </message>
    <message>
        <source>the snapshot list names files with a path, only the last part is looked up beside it: {names}</source>
        <translation>die Snapshot-Liste nennt Dateien mit Pfad, nur der letzte Teil wird daneben gesucht: {names}</translation>
    </message>
    <message>
        <source>the snapshot {name} of {vmx} remains ({reason}): remove it in VMware&apos;s snapshot manager if you do not need it</source>
        <translation>der Snapshot {name} von {vmx} bleibt bestehen ({reason}): falls er nicht gebraucht wird, im Snapshot-Manager von VMware entfernen</translation>
    </message>
    <message>
        <source>the state file announces {announced} memory regions and describes {regions}: those described count</source>
        <translation>die Zustandsdatei kündigt {announced} Speicherregionen an und beschreibt {regions}: die beschriebenen zählen</translation>
    </message>
    <message>
        <source>the state file announces {memory_mib} MiB of memory; its regions have {size} bytes</source>
        <translation>die Zustandsdatei kündigt {memory_mib} MiB Arbeitsspeicher an; ihre Regionen haben {size} Byte</translation>
    </message>
    <message>
        <source>the state file does not tell how many vCPUs it has; registers are there for {count}</source>
        <translation>die Zustandsdatei nennt ihre Zahl der vCPUs nicht; Register sind für {count} vorhanden</translation>
    </message>
    <message>
        <source>the state file has format version {version}; {start} to {stop} are expected</source>
        <translation>die Zustandsdatei hat die Formatversion {version}; erwartet wird {start} bis {stop}</translation>
    </message>
    <message>
        <source>the state file has no vCPUs, not even a group cpu: the core holds memory alone</source>
        <translation>die Zustandsdatei hat keine vCPUs, nicht einmal eine Gruppe cpu: der Core enthält nur den Arbeitsspeicher</translation>
    </message>
    <message>
        <source>the state file has no vCPUs: the core holds memory alone</source>
        <translation>die Zustandsdatei hat keine vCPUs: der Core enthält nur den Arbeitsspeicher</translation>
    </message>
    <message>
        <source>the state file holds the memory itself: no memory file was used</source>
        <translation>die Zustandsdatei enthält den Arbeitsspeicher selbst: keine Speicherdatei wurde verwendet</translation>
    </message>
    <message>
        <source>the stream gives at least {decoded} bytes instead of {size}</source>
        <translation>der Datenstrom ergibt mindestens {decoded} statt {size} Byte</translation>
    </message>
    <message>
        <source>the stream gives {decoded} bytes instead of {size}</source>
        <translation>der Datenstrom ergibt {decoded} statt {size} Byte</translation>
    </message>
    <message>
        <source>the system may be short of memory; close other programs and try again</source>
        <translation>vielleicht ist der Arbeitsspeicher des Rechners knapp; andere Programme schließen und erneut versuchen</translation>
    </message>
    <message>
        <source>the tags of {path} take more than {max_metadata} MiB, in group {name}</source>
        <translation>die Felder von {path} belegen mehr als {max_metadata} MiB, in Gruppe {name}</translation>
    </message>
    <message>
        <source>the virtual machine in {path} is encrypted: its memory cannot be read without its password</source>
        <translation>die virtuelle Maschine in {path} ist verschlüsselt: ihr Arbeitsspeicher ist ohne ihr Kennwort nicht lesbar</translation>
    </message>
    <message>
        <source>the virtual machine in {path} is running: {name} is locked, and there is no saved state with memory</source>
        <translation>die virtuelle Maschine in {path} läuft: {name} ist gesperrt, und es gibt keinen gespeicherten Zustand mit Arbeitsspeicher</translation>
    </message>
    <message>
        <source>the virtual machine seems to run: {name}.lck is there, so {locked} may change while it is read</source>
        <translation>die virtuelle Maschine läuft anscheinend: {name}.lck ist vorhanden, {locked} kann sich beim Lesen ändern</translation>
    </message>
    <message>
        <source>there are more than {max_notes}</source>
        <translation>es sind mehr als {max_notes}</translation>
    </message>
    <message>
        <source>there are no QEMU notes</source>
        <translation>QEMU-Notizen fehlen</translation>
    </message>
    <message>
        <source>there are no QEMU notes: no control registers, and crash takes the registers of stopped tasks only for the one that panicked</source>
        <translation>QEMU-Notizen fehlen: keine Steuerregister, und crash nimmt Register gestoppter Tasks nur für den abgestürzten</translation>
    </message>
    <message>
        <source>there are {announced} program headers: LeechCore and MemProcFS read {max_headers}</source>
        <translation>{announced} Programm-Header vorhanden: LeechCore und MemProcFS lesen {max_headers}</translation>
    </message>
    <message>
        <source>there are {count} PT_NOTEs: makedumpfile reads the last, crash the first</source>
        <translation>{count} PT_NOTE vorhanden: makedumpfile liest den letzten, crash den ersten</translation>
    </message>
    <message>
        <source>there are {looks} saved states; only the first {max_looks} of the folder were looked into for memory</source>
        <translation>{looks} gespeicherte Zustände vorhanden; nur die ersten {max_looks} des Ordners wurden auf Arbeitsspeicher untersucht</translation>
    </message>
    <message>
        <source>there are {notes} VMCOREINFO notes: readers take different ones</source>
        <translation>{notes} VMCOREINFO-Notizen vorhanden: Programme nehmen verschiedene</translation>
    </message>
    <message>
        <source>there are {segments} PT_NOTEs</source>
        <translation>Anzahl der PT_NOTE: {segments}</translation>
    </message>
    <message>
        <source>there is no PT_LOAD, so no memory</source>
        <translation>PT_LOAD fehlt, also auch Arbeitsspeicher</translation>
    </message>
    <message>
        <source>there is no VMCOREINFO: drgn and makedumpfile want it</source>
        <translation>VMCOREINFO fehlt: drgn und makedumpfile verlangen es</translation>
    </message>
    <message>
        <source>there is no core</source>
        <translation>es gibt keinen Core</translation>
    </message>
    <message>
        <source>there is no core to check</source>
        <translation>es gibt keinen Core zu prüfen</translation>
    </message>
    <message>
        <source>there is no process status: gdb and drgn see no registers</source>
        <translation>Prozessstatus fehlt: gdb und drgn sehen keine Register</translation>
    </message>
    <message>
        <source>they do not fit into the file</source>
        <translation>sie passen nicht in die Datei</translation>
    </message>
    <message>
        <source>they do not fit into the {most} bytes read</source>
        <translation>sie passen nicht in die gelesenen {most} Byte</translation>
    </message>
    <message>
        <source>this is an ARM64 guest: its memory is converted, the core has no registers</source>
        <translation>ein ARM64-Gast: sein Arbeitsspeicher wird umgewandelt, der Core hat keine Register</translation>
    </message>
    <message>
        <source>this is an ARM64 guest: its memory is converted; how its registers are stored is not known, so the core has none</source>
        <translation>ein ARM64-Gast: sein Arbeitsspeicher wird umgewandelt; wie seine Register gespeichert sind, ist nicht bekannt, daher hat der Core keine</translation>
    </message>
    <message>
        <source>this is an old 32-bit checkpoint (magic {magic:#x}), a format known only by hearsay: compare the result with what you know of the guest</source>
        <translation>ein alter 32-Bit-Checkpoint (Kennung {magic:#x}), ein nur vom Hörensagen bekanntes Format: Ergebnis mit dem vergleichen, was über den Gast bekannt ist</translation>
    </message>
    <message>
        <source>this is no .vmx, .vmsd or list of machines; look where it comes from</source>
        <translation>keine .vmx, .vmsd oder Maschinenliste; Herkunft prüfen</translation>
    </message>
    <message>
        <source>this virtual machine is encrypted: its memory cannot be read without its password</source>
        <translation>diese virtuelle Maschine ist verschlüsselt: ihr Arbeitsspeicher ist ohne ihr Kennwort nicht lesbar</translation>
    </message>
    <message>
        <source>user mode</source>
        <translation>Benutzermodus</translation>
    </message>
    <message>
        <source>vCPU</source>
        <translation>vCPU</translation>
    </message>
    <message>
        <source>vCPU {numbers}</source>
        <translation>vCPU {numbers}</translation>
    </message>
    <message>
        <source>vCPU {vcpu}: CR4.LA57 contradicts pgtable_l5_enabled={levels} of VMCOREINFO</source>
        <translation>vCPU {vcpu}: CR4.LA57 widerspricht pgtable_l5_enabled={levels} in VMCOREINFO</translation>
    </message>
    <message>
        <source>vCPU {vcpu}: QEMU&apos;s note {problem}</source>
        <translation>vCPU {vcpu}: QEMU-Notiz {problem}</translation>
    </message>
    <message>
        <source>vCPU {vcpu}: block {block} announces {size} bytes in the file and {memory_size} in memory</source>
        <translation>vCPU {vcpu}: Block {block} kündigt {size} Byte in der Datei und {memory_size} im Speicher an</translation>
    </message>
    <message>
        <source>vCPU {vcpu}: block {block} holds {held} bytes instead of {size}; the registers behind its end are not known</source>
        <translation>vCPU {vcpu}: Block {block} enthält {held} statt {size} Byte; die Register hinter seinem Ende sind nicht bekannt</translation>
    </message>
    <message>
        <source>vCPU {vcpu}: {name} is {found:#x} in {note}, {value:#x} in the source</source>
        <translation>vCPU {vcpu}: {name} ist laut {note} {found:#x}, in der Quelle {value:#x}</translation>
    </message>
    <message>
        <source>vCPU {vcpu}: {name} is {found:#x}, the guest&apos;s descriptor table says {value:#x}</source>
        <translation>vCPU {vcpu}: {name} ist {found:#x}, laut Deskriptortabelle des Gasts {value:#x}</translation>
    </message>
    <message>
        <source>vCPU {vcpu}: {name} is {value:#x} in the process status, {other:#x} in QEMU&apos;s note</source>
        <translation>vCPU {vcpu}: {name} ist laut Prozessstatus {value:#x}, laut QEMU-Notiz {other:#x}</translation>
    </message>
    <message>
        <source>vCPU {vcpu}: {name} {address:#x} is not mapped</source>
        <translation>vCPU {vcpu}: {name} {address:#x} ist nicht abgebildet</translation>
    </message>
    <message>
        <source>vCPUs</source>
        <translation>vCPUs</translation>
    </message>
    <message>
        <source>vCPUs {numbers}</source>
        <translation>vCPUs {numbers}</translation>
    </message>
    <message>
        <source>vCPUs {numbers} have one per-CPU base, {base:#x}: registers of one may stand for another&apos;s</source>
        <translation>vCPUs {numbers} haben dieselbe Per-CPU-Basis {base:#x}: Register der einen können für die der anderen stehen</translation>
    </message>
    <message>
        <source>video memory and ROMs below 1 MiB are not in the core</source>
        <translation>Grafikspeicher und ROMs unter 1 MiB sind nicht im Core</translation>
    </message>
    <message>
        <source>vmrun was not found, so the snapshot {name} of {vmx} remains: remove it in VMware&apos;s snapshot manager</source>
        <translation>vmrun wurde nicht gefunden, daher bleibt der Snapshot {name} von {vmx} bestehen: im Snapshot-Manager von VMware entfernen</translation>
    </message>
    <message>
        <source>vmrun was not found, so {vmx} is still suspended: resume it in VMware</source>
        <translation>vmrun wurde nicht gefunden, daher ist {vmx} noch angehalten: in VMware fortsetzen</translation>
    </message>
    <message>
        <source>vmrun {command} failed: {reason}</source>
        <translation>vmrun {command} fehlgeschlagen: {reason}</translation>
    </message>
    <message>
        <source>vmss2core ended without an error</source>
        <translation>vmss2core endete ohne Fehler</translation>
    </message>
    <message>
        <source>vmss2core ended without an error, but wrote nothing</source>
        <translation>vmss2core endete ohne Fehler, schrieb aber nichts</translation>
    </message>
    <message>
        <source>vmss2core ended without an error, but {names} is empty</source>
        <translation>vmss2core endete ohne Fehler, aber {names} ist leer</translation>
    </message>
    <message>
        <source>vmss2core ended without an error, but {name} begins with {bytes}: it is neither an ELF core nor a Windows dump</source>
        <translation>vmss2core endete ohne Fehler, aber {name} beginnt mit {bytes}: weder ein ELF-Core noch ein Windows-Speicherabbild</translation>
    </message>
    <message>
        <source>vmss2core failed with exit code {code}</source>
        <translation>vmss2core scheiterte mit Code {code}</translation>
    </message>
    <message>
        <source>vmss2core was ended by signal {number}</source>
        <translation>vmss2core wurde durch Signal {number} beendet</translation>
    </message>
    <message>
        <source>vmss2core wrote several cores ({names}); only one can be kept</source>
        <translation>vmss2core schrieb mehrere Cores ({names}); nur einer lässt sich aufheben</translation>
    </message>
    <message>
        <source>what the capture left could not be found out: {reason}</source>
        <translation>was die Erfassung hinterlassen hat, ließ sich nicht feststellen: {reason}</translation>
    </message>
    <message>
        <source>without an option it writes one core for each vCPU: have it write one of the machine, such as with -N6 or -M</source>
        <translation>ohne Option schreibt es einen Core je vCPU: mit -N6 oder -M einen der ganzen Maschine schreiben lassen</translation>
    </message>
    <message>
        <source>write the core elsewhere</source>
        <translation>Core woanders speichern</translation>
    </message>
    <message>
        <source>write the core to another folder</source>
        <translation>Core in einem anderen Ordner speichern</translation>
    </message>
    <message>
        <source>write {path}</source>
        <translation>Schreiben von {path}</translation>
    </message>
    <message>
        <source>write {path} to disk</source>
        <translation>Schreiben von {path} auf den Datenträger</translation>
    </message>
    <message>
        <source>your quota is used up; write the core to another disk</source>
        <translation>das Speicherkontingent ist erschöpft; Core auf einen anderen Datenträger schreiben</translation>
    </message>
    <message>
        <source>{bits}-bit Windows dump of {machine}, processors: {count}, page tables at {directory:#x}</source>
        <translation>{bits}-Bit-Windows-Speicherabbild von {machine}, Prozessoren: {count}, Seitentabellen bei {directory:#x}</translation>
    </message>
    <message>
        <source>{compared} of {size} compared with the source</source>
        <translation>{compared} von {size} mit der Quelle verglichen</translation>
    </message>
    <message>
        <source>{count} QEMU note</source>
        <translation>{count} QEMU-Notiz</translation>
    </message>
    <message>
        <source>{count} QEMU notes</source>
        <translation>{count} QEMU-Notizen</translation>
    </message>
    <message>
        <source>{count} block of the compressed memory cannot be decoded without the one before: no product is known to write that; compare with what you know of the guest</source>
        <translation>{count} Block des komprimierten Arbeitsspeichers lässt sich nicht ohne den vorigen dekodieren: kein bekanntes Produkt schreibt so etwas; mit dem vergleichen, was über den Gast bekannt ist</translation>
    </message>
    <message>
        <source>{count} blocks of the compressed memory cannot be decoded without the one before: no product is known to write that; compare with what you know of the guest</source>
        <translation>{count} Blöcke des komprimierten Arbeitsspeichers lassen sich nicht ohne den vorigen dekodieren: kein bekanntes Produkt schreibt so etwas; mit dem vergleichen, was über den Gast bekannt ist</translation>
    </message>
    <message>
        <source>{count} byte</source>
        <translation>{count} Byte</translation>
    </message>
    <message>
        <source>{count} byte follows behind the memory</source>
        <translation>{count} Byte folgt hinter dem Arbeitsspeicher</translation>
    </message>
    <message>
        <source>{count} bytes</source>
        <translation>{count} Byte</translation>
    </message>
    <message>
        <source>{count} bytes follow behind the memory</source>
        <translation>{count} Byte folgen hinter dem Arbeitsspeicher</translation>
    </message>
    <message>
        <source>{count} groups that a core can do without are damaged ({names}): {first}</source>
        <translation>{count} für den Core entbehrliche Gruppen sind beschädigt ({names}): {first}</translation>
    </message>
    <message>
        <source>{count} lines more</source>
        <translation>{count} weitere Zeilen</translation>
    </message>
    <message>
        <source>{count} note to the exact end</source>
        <translation>{count} Notiz bis genau zum Ende</translation>
    </message>
    <message>
        <source>{count} notes to the exact end</source>
        <translation>{count} Notizen bis genau zum Ende</translation>
    </message>
    <message>
        <source>{count} page with other bytes than the source, at {first:#x}; a few are filled in for WinDbg</source>
        <translation>{count} Seite weicht von der Quelle ab, bei {first:#x}; einige werden für WinDbg ausgefüllt</translation>
    </message>
    <message>
        <source>{count} page with other bytes than the source, the first at {first:#x}</source>
        <translation>{count} Seite weicht von der Quelle ab, bei {first:#x}</translation>
    </message>
    <message>
        <source>{count} page with other bytes than the source, the first at {first:#x}, where adapters have their memory</source>
        <translation>{count} Seite weicht von der Quelle ab, bei {first:#x}, wo Adapter ihren Speicher haben</translation>
    </message>
    <message>
        <source>{count} pages with other bytes than the source, the first at {first:#x}</source>
        <translation>{count} Seiten weichen von der Quelle ab, die erste bei {first:#x}</translation>
    </message>
    <message>
        <source>{count} pages with other bytes than the source, the first at {first:#x}, where adapters have their memory</source>
        <translation>{count} Seiten weichen von der Quelle ab, die erste bei {first:#x}, wo Adapter ihren Speicher haben</translation>
    </message>
    <message>
        <source>{count} pages with other bytes than the source, the first at {first:#x}; a few are filled in for WinDbg</source>
        <translation>{count} Seiten weichen von der Quelle ab, die erste bei {first:#x}; einige werden für WinDbg ausgefüllt</translation>
    </message>
    <message>
        <source>{count} process status</source>
        <translation>{count} Prozessstatus</translation>
    </message>
    <message>
        <source>{count} process statuses</source>
        <translation>{count} Prozessstatus</translation>
    </message>
    <message>
        <source>{count} program header</source>
        <translation>{count} Programm-Header</translation>
    </message>
    <message>
        <source>{count} program headers</source>
        <translation>{count} Programm-Header</translation>
    </message>
    <message>
        <source>{count} range</source>
        <translation>{count} Bereich</translation>
    </message>
    <message>
        <source>{count} ranges</source>
        <translation>{count} Bereiche</translation>
    </message>
    <message>
        <source>{count} runs of memory are announced, 1 to {most} were expected</source>
        <translation>{count} Speicherbereiche sind angekündigt, erwartet wurden 1 bis {most}</translation>
    </message>
    <message>
        <source>{count} segment</source>
        <translation>{count} Segment</translation>
    </message>
    <message>
        <source>{count} segments</source>
        <translation>{count} Segmente</translation>
    </message>
    <message>
        <source>{count} vCPU</source>
        <translation>{count} vCPU</translation>
    </message>
    <message>
        <source>{count} vCPUs</source>
        <translation>{count} vCPUs</translation>
    </message>
    <message>
        <source>{failed} of {count} check failed: {detail}</source>
        <translation>{failed} von {count} Prüfung fehlgeschlagen: {detail}</translation>
    </message>
    <message>
        <source>{failed} of {count} checks failed, the first: {detail}</source>
        <translation>{failed} von {count} Prüfungen fehlgeschlagen, die erste: {detail}</translation>
    </message>
    <message>
        <source>{files} files in {path} are named as saved states and none of them can be understood: {names}</source>
        <translation>{files} Dateien in {path} heißen wie gespeicherte Zustände, keine davon ist verständlich: {names}</translation>
    </message>
    <message>
        <source>{findings}; and {more} more</source>
        <translation>{findings}; und {more} weitere</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>{first} bis {last}</translation>
    </message>
    <message>
        <source>{folder} holds more than {max_listed} files of machines</source>
        <translation>{folder} enthält mehr als {max_listed} Dateien von Maschinen</translation>
    </message>
    <message>
        <source>{folder} was not searched to its end: more than {max_entries} files were passed</source>
        <translation>{folder} wurde nicht bis zum Ende durchsucht: mehr als {max_entries} Dateien</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} h {minutes} min</translation>
    </message>
    <message>
        <source>{incomplete} of {regions} memory regions lack an address or a size and were left out</source>
        <translation>{incomplete} von {regions} Speicherregionen ohne Adresse oder Größe wurden ausgelassen</translation>
    </message>
    <message>
        <source>{looked_up}; the kernel image has its own at {vaddr:#x}</source>
        <translation>{looked_up}; das Kernel-Abbild hat ein eigenes bei {vaddr:#x}</translation>
    </message>
    <message>
        <source>{lost} of {group_count} groups lie outside the state file and were left out: {names}; the file may have been cut</source>
        <translation>{lost} von {group_count} Gruppen liegen außerhalb der Zustandsdatei und wurden ausgelassen: {names}; die Datei ist womöglich abgeschnitten</translation>
    </message>
    <message>
        <source>{mapped} of {looked_up} pages looked up in {segments} lie where page tables say, the rest is not mapped</source>
        <translation>{segments}: {mapped} von {looked_up} nachgeschlagenen Seiten liegen, wo die Seitentabellen sagen, die übrigen sind nicht abgebildet</translation>
    </message>
    <message>
        <source>{memory} of memory, all in the file</source>
        <translation>{memory} Arbeitsspeicher, vollständig in der Datei</translation>
    </message>
    <message>
        <source>{message}; the core lacks {ranges}</source>
        <translation>{message}; im Core fehlt {ranges}</translation>
    </message>
    <message>
        <source>{minutes} min {seconds} s</source>
        <translation>{minutes} min {seconds} s</translation>
    </message>
    <message>
        <source>{more} more blocks of registers are short or damaged</source>
        <translation>{more} weitere Registerblöcke sind zu kurz oder beschädigt</translation>
    </message>
    <message>
        <source>{names}, …</source>
        <translation>{names}, …</translation>
    </message>
    <message>
        <source>{name} holds {found}, at most {most} are expected</source>
        <translation>{name} enthält {found}, erwartet werden höchstens {most}</translation>
    </message>
    <message>
        <source>{name} lies elsewhere by the root that VMCOREINFO names than by the vCPUs&apos; tables</source>
        <translation>{name} liegt laut der Wurzel aus VMCOREINFO woanders als laut den Tabellen der vCPUs</translation>
    </message>
    <message>
        <source>{passed} of {count} check passed.</source>
        <translation>{passed} von {count} Prüfung bestanden.</translation>
    </message>
    <message>
        <source>{passed} of {count} checks passed.</source>
        <translation>{passed} von {count} Prüfungen bestanden.</translation>
    </message>
    <message>
        <source>{path} announces {count} program headers: no more than {max_headers} are checked</source>
        <translation>{path} kündigt {count} Programm-Header an: höchstens {max_headers} werden geprüft</translation>
    </message>
    <message>
        <source>{path} announces {count} vCPUs; up to {max_vcpus} are possible</source>
        <translation>{path} kündigt {count} vCPUs an; bis zu {max_vcpus} sind möglich</translation>
    </message>
    <message>
        <source>{path} announces {group_count} groups; 1 to {max_groups} are possible</source>
        <translation>{path} kündigt {group_count} Gruppen an; 1 bis {max_groups} sind möglich</translation>
    </message>
    <message>
        <source>{path} became shorter while it was read: {size} bytes wanted at offset {offset:#x} of {file_size}</source>
        <translation>{path} wurde beim Lesen kürzer: {size} Byte bei Offset {offset:#x} von {file_size} verlangt</translation>
    </message>
    <message>
        <source>{path} begins with {bytes}, which is no saved state of VMware</source>
        <translation>{path} beginnt mit {bytes}, das ist kein gespeicherter Zustand von VMware</translation>
    </message>
    <message>
        <source>{path} belongs to a virtual machine</source>
        <translation>{path} gehört zu einer virtuellen Maschine</translation>
    </message>
    <message>
        <source>{path} cannot be used: {reason}; it is left as it is, and nothing is saved there while that is so</source>
        <translation>{path} ist nicht verwendbar: {reason}; die Datei bleibt unverändert, und solange das so ist, wird dort nichts gespeichert</translation>
    </message>
    <message>
        <source>{path} cannot be used: {reason}; it was kept as {name}</source>
        <translation>{path} ist nicht verwendbar: {reason}; die Datei wurde als {name} aufgehoben</translation>
    </message>
    <message>
        <source>{path} changed while it was copied</source>
        <translation>{path} hat sich beim Kopieren geändert</translation>
    </message>
    <message>
        <source>{path} changed while it was read; the core was discarded</source>
        <translation>{path} hat sich beim Lesen geändert; der Core wurde verworfen</translation>
    </message>
    <message>
        <source>{path} ends after {held} bytes, inside its ELF header of {size}</source>
        <translation>{path} endet nach {held} Byte, mitten in seinem ELF-Header von {size} Byte</translation>
    </message>
    <message>
        <source>{path} ends after {held} bytes, inside its header</source>
        <translation>{path} endet nach {held} Byte, mitten in seinem Header</translation>
    </message>
    <message>
        <source>{path} ends early: {size} bytes found, more than {held} expected; guest memory is missing from {held:#x} on</source>
        <translation>{path} endet zu früh: {size} Byte gefunden, mehr als {held} erwartet; der Arbeitsspeicher des Gasts fehlt ab {held:#x}</translation>
    </message>
    <message>
        <source>{path} ends early: {size} bytes found, {expected} expected</source>
        <translation>{path} endet zu früh: {size} Byte gefunden, {expected} erwartet</translation>
    </message>
    <message>
        <source>{path} ends early: {size} bytes found, {expected} expected; guest memory is missing from {gpa:#x} on</source>
        <translation>{path} endet zu früh: {size} Byte gefunden, {expected} erwartet; der Arbeitsspeicher des Gasts fehlt ab {gpa:#x}</translation>
    </message>
    <message>
        <source>{path} ends early: {size} bytes wanted at offset {offset:#x}, the file has {file_size}</source>
        <translation>{path} endet zu früh: {size} Byte bei Offset {offset:#x} verlangt, die Datei hat {file_size}</translation>
    </message>
    <message>
        <source>{path} ends inside group {name}, tag {shown}: {size} bytes wanted at offset {offset:#x}, the file has {file_size}</source>
        <translation>{path} endet in Gruppe {name}, Feld {shown}: {size} Byte bei Offset {offset:#x} verlangt, die Datei hat {file_size}</translation>
    </message>
    <message>
        <source>{path} ends inside its table of {count} groups: {size} bytes found, at least {end} expected</source>
        <translation>{path} endet in der Tabelle seiner {count} Gruppen: {size} Byte gefunden, mindestens {end} erwartet</translation>
    </message>
    <message>
        <source>{path} exists already</source>
        <translation>{path} existiert bereits</translation>
    </message>
    <message>
        <source>{path} has 2 saved states with memory: {first}, {second}</source>
        <translation>{path} hat 2 gespeicherte Zustände mit Arbeitsspeicher: {first}, {second}</translation>
    </message>
    <message>
        <source>{path} has ELF class {elf_class} and byte order {order}: 1 or 2 were expected</source>
        <translation>{path} hat ELF-Klasse {elf_class} und Bytereihenfolge {order}: erwartet wurde 1 oder 2</translation>
    </message>
    <message>
        <source>{path} has no saved state</source>
        <translation>{path} hat keinen gespeicherten Zustand</translation>
    </message>
    <message>
        <source>{path} has version {version} of debug.guest; {first} to {last} are known</source>
        <translation>{path} hat Version {version} von debug.guest; bekannt ist {first} bis {last}</translation>
    </message>
    <message>
        <source>{path} has {more} bytes more than the memory needs ({needed}); they were left out</source>
        <translation>{path} hat {more} Byte mehr, als der Arbeitsspeicher braucht ({needed}); sie wurden ausgelassen</translation>
    </message>
    <message>
        <source>{path} has {ready} saved states with memory: {names}</source>
        <translation>{path} hat {ready} gespeicherte Zustände mit Arbeitsspeicher: {names}</translation>
    </message>
    <message>
        <source>{path} has {size} bytes, {more} more than the memory needs; they were left out</source>
        <translation>{path} hat {size} Byte, {more} mehr, als der Arbeitsspeicher braucht; sie wurden ausgelassen</translation>
    </message>
    <message>
        <source>{path} has {size} bytes; a state file begins with {header} bytes of header</source>
        <translation>{path} hat {size} Byte; eine Zustandsdatei beginnt mit {header} Byte Header</translation>
    </message>
    <message>
        <source>{path} has {size} bytes; its header alone has {header}</source>
        <translation>{path} hat {size} Byte; allein der Header hat {header}</translation>
    </message>
    <message>
        <source>{path} holds its memory in {blocks} blocks; {limit} can be read</source>
        <translation>{path} enthält den Arbeitsspeicher in {blocks} Blöcken; lesbar sind {limit}</translation>
    </message>
    <message>
        <source>{path} holds memory files and no state file: {names}</source>
        <translation>{path} enthält Speicherdateien, aber keine Zustandsdatei: {names}</translation>
    </message>
    <message>
        <source>{path} holds no memory and {name} ({size} bytes) is not beside it</source>
        <translation>{path} enthält keinen Arbeitsspeicher, und {name} ({size} Byte) liegt nicht daneben</translation>
    </message>
    <message>
        <source>{path} holds no virtual machine</source>
        <translation>{path} enthält keine virtuelle Maschine</translation>
    </message>
    <message>
        <source>{path} holds {count} .vmx files</source>
        <translation>{path} enthält {count} .vmx-Dateien</translation>
    </message>
    <message>
        <source>{path} holds {machines} virtual machines: {names}</source>
        <translation>{path} enthält {machines} virtuelle Maschinen: {names}</translation>
    </message>
    <message>
        <source>{path} is a big-endian ELF file</source>
        <translation>{path} ist eine Big-Endian-ELF-Datei</translation>
    </message>
    <message>
        <source>{path} is a core of another machine ({machine})</source>
        <translation>{path} ist ein Core eines anderen Maschinentyps ({machine})</translation>
    </message>
    <message>
        <source>{path} is a core without program headers: memory lies in sections, as Xen writes it</source>
        <translation>{path} ist ein Core ohne Programm-Header: der Arbeitsspeicher liegt in Sections, wie Xen ihn schreibt</translation>
    </message>
    <message>
        <source>{path} is a saved state, not a memory file</source>
        <translation>{path} ist ein gespeicherter Zustand, keine Speicherdatei</translation>
    </message>
    <message>
        <source>{path} is a source of this conversion</source>
        <translation>{path} ist eine Quelle dieser Umwandlung</translation>
    </message>
    <message>
        <source>{path} is an ELF file, but no core (type {kind}): a program, a library or an object</source>
        <translation>{path} ist eine ELF-Datei, aber kein Core (Typ {kind}): ein Programm, eine Bibliothek oder ein Objekt</translation>
    </message>
    <message>
        <source>{path} is an old 32-bit checkpoint whose table of groups has neither of the two layouts we can think of</source>
        <translation>{path} ist ein alter 32-Bit-Checkpoint, dessen Gruppentabelle keine der beiden denkbaren Formen hat</translation>
    </message>
    <message>
        <source>{path} is empty</source>
        <translation>{path} ist leer</translation>
    </message>
    <message>
        <source>{path} is encrypted: it cannot be read without the password of the virtual machine</source>
        <translation>{path} ist verschlüsselt: ohne das Kennwort der virtuellen Maschine nicht lesbar</translation>
    </message>
    <message>
        <source>{path} is full</source>
        <translation>{path} ist voll</translation>
    </message>
    <message>
        <source>{path} is listed and not there</source>
        <translation>{path} ist aufgeführt, aber nicht vorhanden</translation>
    </message>
    <message>
        <source>{path} is memory alone: {stem}.vmss or {stem}.vmsn, which tells how it is to be read, is not beside it</source>
        <translation>{path} ist nur Arbeitsspeicher: {stem}.vmss oder {stem}.vmsn, worin steht, wie er zu lesen ist, liegt nicht daneben</translation>
    </message>
    <message>
        <source>{path} is neither a folder nor a .vmx or .vmsd file</source>
        <translation>{path} ist weder ein Ordner noch eine .vmx- oder .vmsd-Datei</translation>
    </message>
    <message>
        <source>{path} is no ELF file: it begins with {bytes}, not {magic}</source>
        <translation>{path} ist keine ELF-Datei: sie beginnt mit {bytes}, nicht mit {magic}</translation>
    </message>
    <message>
        <source>{path} is no Windows dump: it begins with {bytes}</source>
        <translation>{path} ist kein Windows-Speicherabbild: die Datei beginnt mit {bytes}</translation>
    </message>
    <message>
        <source>{path} is no debug.guest of version {version}: with {vcpu_count} vCPUs its {size} bytes do not add up</source>
        <translation>{path} ist keine debug.guest der Version {version}: {size} Byte passen nicht zu {vcpu_count} vCPUs</translation>
    </message>
    <message>
        <source>{path} is not a core, so it is not deleted</source>
        <translation>{path} ist kein Core und wird daher nicht gelöscht</translation>
    </message>
    <message>
        <source>{path} is not a regular file</source>
        <translation>{path} ist keine gewöhnliche Datei</translation>
    </message>
    <message>
        <source>{path} is not the .vmx of a virtual machine</source>
        <translation>{path} ist nicht die .vmx einer virtuellen Maschine</translation>
    </message>
    <message>
        <source>{path} is the core of a process, not of a machine</source>
        <translation>{path} ist der Core eines Prozesses, nicht einer Maschine</translation>
    </message>
    <message>
        <source>{path} is the memory of a running machine</source>
        <translation>{path} ist der Arbeitsspeicher einer laufenden Maschine</translation>
    </message>
    <message>
        <source>{path} is {what}, no ELF core</source>
        <translation>{path} ist {what}, kein ELF-Core</translation>
    </message>
    <message>
        <source>{path} may belong to any of {states} state files: {names}</source>
        <translation>{path} kann zu jeder von {states} Zustandsdateien gehören: {names}</translation>
    </message>
    <message>
        <source>{path} {what}</source>
        <translation>{path} {what}</translation>
    </message>
    <message>
        <source>{path}: block {number} of the compressed memory, at offset {at:#x}, is damaged: {why}</source>
        <translation>{path}: Block {number} des komprimierten Arbeitsspeichers, bei Offset {at:#x}, ist beschädigt: {why}</translation>
    </message>
    <message>
        <source>{path}: the compressed memory at offset {start:#x} is damaged: {why}</source>
        <translation>{path}: der komprimierte Arbeitsspeicher bei Offset {start:#x} ist beschädigt: {why}</translation>
    </message>
    <message>
        <source>{path}: {what}</source>
        <translation>{path}: {what}</translation>
    </message>
    <message>
        <source>{placeholder} is the kernel&apos;s vmlinux with debug symbols: package linux-image-{release}-dbg (Debian), linux-image-{release}-dbgsym (Ubuntu) or kernel-debuginfo-{release} (Fedora, RHEL)</source>
        <translation>{placeholder} ist das vmlinux des Kernels mit Debugsymbolen: Paket linux-image-{release}-dbg (Debian), linux-image-{release}-dbgsym (Ubuntu) oder kernel-debuginfo-{release} (Fedora, RHEL)</translation>
    </message>
    <message>
        <source>{placeholder} is the kernel&apos;s vmlinux with debug symbols: package {package}</source>
        <translation>{placeholder} ist das vmlinux des Kernels mit Debugsymbolen: Paket {package}</translation>
    </message>
    <message>
        <source>{place} in the core is no memory of the source</source>
        <translation>im Core, aber kein Arbeitsspeicher der Quelle: {place}</translation>
    </message>
    <message>
        <source>{place} is announced, but not in the memory file: readers get an error there</source>
        <translation>angekündigt, aber nicht in der Speicherdatei: {place}; Programme erhalten dort einen Fehler</translation>
    </message>
    <message>
        <source>{place} of the source is not in any segment</source>
        <translation>Teil der Quelle in keinem Segment: {place}</translation>
    </message>
    <message>
        <source>{place}, which no page table maps, is not in the core</source>
        <translation>nicht im Core, von keiner Seitentabelle abgebildet: {place}</translation>
    </message>
    <message>
        <source>{present} pages are said to be there, out of {pages}</source>
        <translation>{present} von {pages} Seiten sollen vorhanden sein</translation>
    </message>
    <message>
        <source>{process_statuses} not of {size} bytes: no reader knows its registers</source>
        <translation>{process_statuses} nicht von {size} Byte: kein Programm kennt die Register</translation>
    </message>
    <message>
        <source>{program_headers} neither PT_LOAD nor PT_NOTE: crash takes them for memory</source>
        <translation>{program_headers}, weder PT_LOAD noch PT_NOTE: gilt crash als Arbeitsspeicher</translation>
    </message>
    <message>
        <source>{qemu_notes} without the kernel&apos;s GS base</source>
        <translation>{qemu_notes} ohne GS-Basis des Kernels</translation>
    </message>
    <message>
        <source>{region_count} memory regions are announced and none is described</source>
        <translation>{region_count} Speicherregionen sind angekündigt und keine ist beschrieben</translation>
    </message>
    <message>
        <source>{regions} memory regions or more; up to {max_regions} are possible</source>
        <translation>{regions} oder mehr Speicherregionen; bis zu {max_regions} sind möglich</translation>
    </message>
    <message>
        <source>{seen} of {all} ranges, for more there was no time</source>
        <translation>{seen} von {all} Bereichen, für mehr blieb keine Zeit</translation>
    </message>
    <message>
        <source>{segments} not of whole pages: LeechCore refuses the file</source>
        <translation>{segments} nicht aus ganzen Seiten: LeechCore weist die Datei ab</translation>
    </message>
    <message>
        <source>{segments} overlapping another in physical memory: LeechCore refuses the file, Volatility 3 may lose what lies above</source>
        <translation>{segments} mit Überlappung im physischen Speicher: LeechCore weist die Datei ab, Volatility 3 verliert womöglich, was darüber liegt</translation>
    </message>
    <message>
        <source>{segments} with other sizes in the file than in memory: Volatility 3 and LeechCore drop them</source>
        <translation>{segments} mit anderer Größe in der Datei als im Speicher: Volatility 3 und LeechCore lassen sie weg</translation>
    </message>
    <message>
        <source>{size} bytes</source>
        <translation>{size} Byte</translation>
    </message>
    <message>
        <source>{size} bytes behind note {number} are no note</source>
        <translation>{size} Byte hinter Notiz {number} sind keine Notiz</translation>
    </message>
    <message>
        <source>{size} bytes in the file and {memory_size} in memory</source>
        <translation>{size} Byte in der Datei und {memory_size} im Speicher</translation>
    </message>
    <message>
        <source>{size} from {start:#x} on</source>
        <translation>{size} ab {start:#x}</translation>
    </message>
    <message>
        <source>{size} of the source&apos;s memory is not in the dump, the first at {first:#x}</source>
        <translation>{size} vom Arbeitsspeicher der Quelle fehlen im Abbild, zuerst bei {first:#x}</translation>
    </message>
    <message>
        <source>{size}/s</source>
        <translation>{size}/s</translation>
    </message>
    <message>
        <source>{start:#x} to {end:#x}</source>
        <translation>{start:#x} bis {end:#x}</translation>
    </message>
    <message>
        <source>{start:#x} to {end:#x} is no place</source>
        <translation>{start:#x} bis {end:#x} ist kein möglicher Ort</translation>
    </message>
    <message>
        <source>{state} holds no memory and {name} ({size} bytes) is not beside it</source>
        <translation>{state} enthält keinen Arbeitsspeicher, und {name} ({size} Byte) liegt nicht daneben</translation>
    </message>
    <message>
        <source>{state} holds no memory, and {name} beside it is no regular file</source>
        <translation>{state} enthält keinen Arbeitsspeicher, und {name} daneben ist keine gewöhnliche Datei</translation>
    </message>
    <message>
        <source>{state} was taken without the virtual machine&apos;s memory, so there is nothing to convert</source>
        <translation>{state} entstand ohne den Arbeitsspeicher der virtuellen Maschine, es gibt also nichts umzuwandeln</translation>
    </message>
    <message>
        <source>{statuses} process statuses, but {states} of QEMU&apos;s CPU notes: crash pairs them by number</source>
        <translation>Prozessstatus: {statuses}, CPU-Notizen von QEMU: {states}; crash ordnet sie nach Nummern zu</translation>
    </message>
    <message>
        <source>{suspend}; a state file is needed (--ignore-lock does not help)</source>
        <translation>{suspend}; eine Zustandsdatei ist nötig (--ignore-lock hilft nicht)</translation>
    </message>
    <message>
        <source>{unusable} entries of the snapshot list were left out: without a uid, or with one that occurs twice</source>
        <translation>{unusable} Einträge der Snapshot-Liste wurden ausgelassen: ohne uid oder mit einer doppelten</translation>
    </message>
    <message>
        <source>{vcpus} in user mode: the kernel&apos;s GS base is not known</source>
        <translation>{vcpus} im Benutzermodus: GS-Basis des Kernels nicht bekannt</translation>
    </message>
    <message>
        <source>{vcpus}, no two with the same per-CPU data ({bases} known); code and stack of {kernel} in the kernel are mapped</source>
        <translation>{vcpus}, keine zwei mit denselben Per-CPU-Daten ({bases} bekannt); bei {kernel} im Kernel sind Code und Stack abgebildet</translation>
    </message>
    <message>
        <source>{vcpus}: all {compared} fields of the register notes equal the source&apos;s</source>
        <translation>{vcpus}: alle {compared} Felder der Registernotizen gleichen denen der Quelle</translation>
    </message>
    <message>
        <source>{vcpus}: the checkpoint does not hold {registers}; the core&apos;s notes say 0 there</source>
        <translation>{vcpus}: nicht im Checkpoint enthalten: {registers}; in den Notizen des Cores steht dort 0</translation>
    </message>
    <message>
        <source>{vmx} does not say how much memory the machine has</source>
        <translation>{vmx} sagt nicht, wie viel Arbeitsspeicher die Maschine hat</translation>
    </message>
    <message>
        <source>{vmx} is neither running nor suspended: it was switched off meanwhile</source>
        <translation>{vmx} läuft nicht und ist nicht angehalten: sie wurde inzwischen ausgeschaltet</translation>
    </message>
    <message>
        <source>{vmx} is not running, so there is no memory to capture</source>
        <translation>{vmx} läuft nicht, es gibt also keinen Arbeitsspeicher zu erfassen</translation>
    </message>
    <message>
        <source>{vmx} is still suspended: resume it in VMware</source>
        <translation>{vmx} ist noch angehalten: in VMware fortsetzen</translation>
    </message>
    <message>
        <source>{vmx} keeps its saved states in another folder</source>
        <translation>{vmx} legt gespeicherte Zustände in einem anderen Ordner ab</translation>
    </message>
    <message>
        <source>{vmx} may still be suspended by an interrupted capture: {reason}</source>
        <translation>{vmx} ist durch eine unterbrochene Erfassung womöglich noch angehalten: {reason}</translation>
    </message>
    <message>
        <source>{vmx} may still be suspended: resume it in VMware ({reason})</source>
        <translation>{vmx} ist womöglich noch angehalten: in VMware fortsetzen ({reason})</translation>
    </message>
    <message>
        <source>{vmx} may still have the snapshot {name} of an interrupted capture: {reason}</source>
        <translation>{vmx} hat womöglich noch den Snapshot {name} einer unterbrochenen Erfassung: {reason}</translation>
    </message>
    <message>
        <source>{vmx}, which an interrupted capture had left suspended, was resumed</source>
        <translation>{vmx} war durch eine unterbrochene Erfassung angehalten und wurde fortgesetzt</translation>
    </message>
    <message>
        <source>{vmx}, which an interrupted capture may have left suspended or with a snapshot, is not there any more</source>
        <translation>{vmx} ist nach einer unterbrochenen Erfassung womöglich angehalten oder mit einem Snapshot zurückgeblieben und ist nicht mehr vorhanden</translation>
    </message>
    <message>
        <source>{what}; it printed nothing</source>
        <translation>{what}; es gab nichts aus</translation>
    </message>
    <message>
        <source>{what}; it printed: {last}; before that: {lines}</source>
        <translation>{what}; Ausgabe: {last}; davor: {lines}</translation>
    </message>
    <message>
        <source>{what}; it printed: {lines}</source>
        <translation>{what}; Ausgabe: {lines}</translation>
    </message>
    <message>
        <source>{whole} {unit}</source>
        <translation>{whole} {unit}</translation>
    </message>
    <message>
        <source>{whole}.{tenth} s</source>
        <translation>{whole},{tenth} s</translation>
    </message>
    <message>
        <source>{whole}.{tenth} {unit}</source>
        <translation>{whole},{tenth} {unit}</translation>
    </message>
    <message>
        <source>{wrong} pages that the state file lists as zero are not: their bytes in the memory count</source>
        <translation>{wrong} Seiten, die laut Zustandsdatei null sind, sind es nicht: ihr Inhalt im Arbeitsspeicher zählt</translation>
    </message>
</context>
</TS>
