<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>About</name>
    <message>
        <source>GuestCore is free software: Apache License 2.0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Qt and PySide6 are used under the GNU LGPL 3, as separate libraries.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The icons are Lucide&apos;s, under the ISC License:</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AboutDialog</name>
    <message>
        <source>About GuestCore</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C&amp;opy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GuestCore {version}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turns a frozen virtual machine into a core for debuggers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Versions and licences</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>&amp;About GuestCore</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Add folder to the library…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Convert</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next part of the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Paste files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Refresh the library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capture a r&amp;unning machine…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the &amp;details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the &amp;library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the &amp;queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try it with a &amp;demo</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CaptureDialog</name>
    <message>
        <source>&amp;Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Stop the capture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A virtual machine is being captured.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capture a running virtual machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of the core</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If it is stopped, the machine is given back as it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for running machines…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing remains of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a running machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The capture failed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The capture was stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder of the core is not there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The virtual machine runs on, and nothing remains of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thinking it through…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without vmrun nothing can be listed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CaptureForm</name>
    <message>
        <source>&amp;Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C&amp;apture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose &amp;vmrun…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It comes with VMware Workstation, Player and Fusion, and is what controls running machines. If it is somewhere else, choose it here or in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of the capture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the core &amp;in:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>St&amp;op</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping: the virtual machine is being given back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vmrun was not found</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CaptureKeeper</name>
    <message>
        <source>The snapshot of {machine} stays, so that it can be tried again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CopyButton</name>
    <message>
        <source>Copied</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CopyTable</name>
    <message>
        <source>&amp;Copy</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>This is a mistake in GuestCore, not in your files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your virtual machines were only read. What was being done has stopped; the rest of the program goes on. The report below holds versions and places in the program, nothing of a guest: copy it into a report to us.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message>
        <source>Build ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Guest system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Host name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>KASLR offset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kernel release</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Product</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Windows version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a compressed memory file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a memory file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>inside the saved state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kdump kernel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{product}, build {build}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{release} is running, after a crash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{size}, {where}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{system} (set up as {name})</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FaultDialog</name>
    <message>
        <source>Python wrote this when the process was ended from inside the window system. It holds places in the program, nothing of a guest: copy it into a report to us.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last run ended by a fault</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FolderList</name>
    <message>
        <source>&amp;Add…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folders of the library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More &amp;folders:</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HelpDialog</name>
    <message>
        <source>A snapshot lets the machine run on; suspending stops it until its files are no longer needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capture a running machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose Capture and select the machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose Capture. When the memory is written, the conversion is queued by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose Convert. The queue at the bottom shows how far it is; the machine&apos;s files are only read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close a dialog; leave the search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the line of your debugger and paste it in a terminal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop its folder or its saved state (.vmss, .vmsn) anywhere in the window, or select it in the library on the left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If the line says VMLINUX, install the package that the report names and put the path of its vmlinux there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a core of a saved state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Menu of the selected row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next control</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a core in a debugger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the report of the core, or drop a core into the window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the report: it says whether the core can be trusted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press the control that has the focus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read what was found. If something is missing, the page says what to do.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read what will happen and how much space it takes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suspend the virtual machine in VMware, or take a snapshot with its memory.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Jobs</name>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capturing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flushing to disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goes on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interrupted: it begins anew when resumed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invalid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It begins when its turn comes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It begins when resumed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pausing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Releasing the virtual machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Searching memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The core was written and not checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is too full: it goes on when {size} are free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This core cannot be trusted: {failed} of {asked} checks failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Understanding the guest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Valid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for the memory file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{passed} of {asked} checks passed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LogDialog</name>
    <message>
        <source>&amp;Copy all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log of {job}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MachineList</name>
    <message>
        <source>&amp;Refresh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No virtual machine is running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running virtual machines</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Add a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no files on the clipboard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VMware files and cores ({pattern})</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MapPanel</name>
    <message>
        <source>Memory: {size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Point at a range, or choose one with the arrow keys.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ranges of memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show as ta&amp;ble</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MemoryMap</name>
    <message>
        <source>First address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zero pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {percent} % zero</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>missing in the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not readable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>zero</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{percent} % zero</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{size} in %n range(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MemoryMapWidget</name>
    <message>
        <source>Memory map</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Notes</name>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show all %n warnin&amp;g(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PictureView</name>
    <message>
        <source>No picture of the screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The screen when the state was saved</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlanCard</name>
    <message>
        <source>Space: up to {needed} in the machine&apos;s folder, where {free} are free; up to {core} in the folder of the core, where {core_free} are free.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What will happen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProblemCard</name>
    <message>
        <source>A memory file of the right size. Only its size fits: it may be that of another moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Problem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved states with memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use this s&amp;tate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Problems</name>
    <message>
        <source>&amp;Look again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open the folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ca&amp;pture…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chec&amp;k this core</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another file or another disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose f&amp;iles…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the &amp;memory file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the .vmss or .vmsn file of the machine, or its folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the one to convert.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Convert an&amp;yway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Convert what is the&amp;re</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It belongs beside the saved state, under the same name. It may have been left behind when the folder was copied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It contradicts itself. Copy it again from where it came, or save the state of the machine anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It may have been copied only in part. Copy it again from where it came.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It may have been copied only in part. Copy it again from where it came; or convert what is there: the core then lacks the rest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It may have been moved or deleted, or belong to another user.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It opens in crash, gdb and drgn as it is. Whether it can be trusted can be checked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was taken while the machine was off, or without its memory. Suspend the machine or take a snapshot with memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its memory cannot be read without its password. Remove the encryption in VMware (VM → Settings → Options → Access Control), then suspend it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its memory changes while it is read. Suspend the machine, or capture it: that takes a snapshot of it and converts that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its memory may change while it is read. Suspend the machine, or capture it. Convert it anyway only if the machine is surely off and its lock was left behind: else the core mixes moments that never were.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The core cannot be written there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file ends too early</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The files changed while they were read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The machine could not be captured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The machine goes on. Suspend it in VMware and convert that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The machine may be running. Suspend it, or copy its files, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The memory file ends too early</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The memory file is not here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The saved state is not here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is more than one saved state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a core already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is memory alone. The .vmss or .vmsn file tells how it is to be read, and belongs beside it, under the same name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is no saved state of a virtual machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not what can be converted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This snapshot holds no memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This virtual machine is encrypted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This virtual machine is running</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProgramRow</name>
    <message>
        <source>Choose {program}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found by itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for it…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProgramsGroup</name>
    <message>
        <source>In {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In {path}; it does not tell its version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for it…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No program can be run there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not found on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version {version}, in {path}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QueueDelegate</name>
    <message>
        <source>Cancel (Delete)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Convert again (Ctrl+R)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause (Space)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove from the list (Delete)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume (Space)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the core in its folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the log (Ctrl+L)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the report (Return)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} %</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QueueModel</name>
    <message>
        <source>Actions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{phase}, {percent} percent</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Routes</name>
    <message numerus="yes">
        <source>%n file(s) were given; the first one is shown.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) failed</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sound core(s) made</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unfinished file(s) of runs that were killed lie beside your cores.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Convert all %n</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Remove them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GuestCore has finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Several cores were given; the first one is shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last run was ended by a fault inside the window system. Cores that were finished are whole; interrupted jobs are in the queue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you did could not be saved: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>&amp;Engine:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Jobs at once:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Language:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Notify when the queue is done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Theme:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C&amp;heck:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conversion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GuestCore</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In full: every page is compared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None: the core is not checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quick: structure, registers, a sample of the memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the machines in &amp;VMware&apos;s own lists</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings could not be saved: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VMware&apos;s programs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vmss2core, from VMware</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StopDialog</name>
    <message numerus="yes">
        <source>%n conversion(s) have not ended.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Finish these</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Finish this one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Finish, then close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Stop and close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Stop now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A conversion that is stopped leaves nothing behind; it can be started anew. What waits stays in the queue, on hold.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close GuestCore?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the queue?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VcpuModel</name>
    <message>
        <source>32-bit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>32-bit, PAE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>64-bit, 4 levels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>64-bit, 5 levels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Instruction pointer (rip)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kernel (ring 0)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ring {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>user (ring 3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vCPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>without paging</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VcpuTable</name>
    <message numerus="yes">
        <source>Sho&amp;w all %n vCPU(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>vCPUs</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WayChoice</name>
    <message>
        <source>How</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the s&amp;napshot afterwards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suspend, con&amp;vert, then resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suspend, cop&amp;y the files, resume at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take a &amp;snapshot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The machine goes on running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The machine stands still until its core is written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The machine stands still while its memory is written and copied. The copies go into the folder of the core until that is written.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_ReportDialog</name>
    <message>
        <source>&amp;Copy report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong in GuestCore</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>guestcore</name>
    <message>
        <source>; </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CR3 of all {count} vCPUs and the root that VMCOREINFO names lead to utsname: Linux {release}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CR3 of all {count} vCPUs lead to utsname: Linux {release}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CR3 of no vCPU leads to Linux {release} or any kernel; the root that VMCOREINFO names does</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CR3 of the vCPU and the root that VMCOREINFO names lead to utsname: Linux {release}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CR3 of the vCPU lead to utsname: Linux {release}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CR3 of {proved} of {all} vCPUs and the root that VMCOREINFO names lead to utsname of Linux {release}; vCPU {numbers} maps another kernel, as after a crash with kdump</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CR3 of {proved} of {all} vCPUs lead to utsname of Linux {release}; vCPU {numbers} maps another kernel, as after a crash with kdump</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connection timed out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device or resource busy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ELF{bits}, {program_headers}, {size} of memory in {segments}: all in the file, ascending, none overlaps another</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File exists</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File name too long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File too large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GuestCore waits until the memory is completely written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If you wish, the snapshot is removed then; no other snapshot is touched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>KERNELOFFSET {offset:#x} is not how far the image at {start:#x} moved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Linux {release}, which VMCOREINFO names, was not reached: {problem}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No such device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operation not permitted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>QEMU&apos;s note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RAM up to {ram_end:#x} does not fit into a direct map at {page_offset:#x}: segments carry physical addresses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That takes up to {gib:.1f} GiB in {folder}; the core comes on top.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The saved state is converted to a core, or its files are copied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The snapshot is converted to a core.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too many levels of symbolic links</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too many open files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VMCOREINFO does not end with a newline: drgn refuses its last line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VMCOREINFO has NULs in its text: crash reads no further</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VMCOREINFO has a CRASHTIME: drgn reads registers from the guest&apos;s memory instead of the notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VMCOREINFO has type {kind}: makedumpfile wants 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VMCOREINFO in the notes is not the text that Linux {release} holds in the core&apos;s memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VMCOREINFO is no x86 kernel&apos;s: nothing names what to walk to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VMCOREINFO is none of an x86 kernel: no reader can use it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VMCOREINFO is not there: nothing names what to walk to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VMCOREINFO of Linux {osrelease}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VMCOREINFO puts the kernel&apos;s root table at {told:#x}, the vCPUs&apos; tables at {seen:#x}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VMware Player takes no snapshots</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VMware may still be taking the snapshot {name} of {vmx}: if it appears, remove it in VMware&apos;s snapshot manager</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VMware resumes the virtual machine as soon as its files are no longer needed, also if something fails. It has no window then: open it in VMware to see it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VMware says that it is done, but {vmx} has no new saved state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VMware says that it was removed, and still lists it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VMware says: {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VMware still holds the memory of {state} locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VMware suspends {machine}. It stands still and its network connections may break.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VMware takes a snapshot of {machine} with its memory, named {name}. The virtual machine goes on running; it may stand still for a moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a VMware checkpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a Windows dump</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a core opens in crash, gdb and drgn as it is; `guestcore check` judges it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a core with one segment for each run of memory needs a handful</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a direct map at {page_offset:#x} is no i386 kernel&apos;s: segments carry physical addresses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a disk image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a few seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a helper process does not answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a helper process ended with code {code}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a helper process gave no sensible answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a helper process was killed by signal {code}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a kdump-compressed dump</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a memory region lacks its address or size, and the others end at page {end:#x} of the memory image, which has {available:#x}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a memory region lacks its address or size, so that the place of those behind it is not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a memory region reaches page {pfn:#x}; {max_page:#x} is the last one possible</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a program header has {stride} bytes, not {size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a repetition starts before the stream</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a sample of {bytes} out of {size} equals the source: first and last page and windows of {window} with data in {pieces}, by a fixed seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a saved QEMU machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a settings file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {hours} h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {hours} h {minutes} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {minutes} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an encrypted VMware file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an interrupted capture left the snapshot {name} of {vmx}: remove it if you do not need it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>another snapshot was made after it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>blocks that small are no chain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>byte {next} of the stream begins an instruction that is cut off or too long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot copy to {place}: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot keep {path}: {name} and {more} names more are taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot open {path}: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot read the folder {folder}: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot read the free space of {folder}: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot read the journal of captures {path}: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot read {path} at offset {offset:#x}: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot run {path}: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot start {program}: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot write the demo to {folder}: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot write the journal of captures {path}: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot {action}: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>capture the virtual machine again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check an ELF core, as dump-guest-memory writes it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check that you may read the folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check that you may write there and that space is left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check the core that was made from it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check the name and that you may read the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check the name and that you may read the folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check where vmss2core is, and that you may run it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>checks are for ELF cores</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>checks are for ELF cores; crash, drgn and makedumpfile open this file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>checks are for cores of x86 and ARM64 machines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose a shorter name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose another folder, on a disk with space left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose the vmrun of your VMware product</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose where vmss2core is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>copy the .vmss or .vmsn of the same name beside the .vmem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>copy the file again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>copy the file again; if that does not help, this memory is lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>copy the file again; to take what is there, use --allow-truncated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>copy the files again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>copy the state file again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>copy them beside their state files: {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>crash and drgn open it as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>crash opens it as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>crash opens it as it is; `makedumpfile -R` makes a plain one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>crash opens such cores; checks are for cores with program headers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>create a file in {folder}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>create a folder in {folder}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>create the folder first, or name another</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>decoding {path} was interrupted: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>describes a virtual disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dumps of type {kind} do not hold the memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>every page of {size} was compared and is equal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>every page of {size} was compared and is equal; {holes} are holes in both</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>extend {path} to {size} bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>finish {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>free some space on the disk of the virtual machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>free some space, or choose another folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>free some space, or write the core to another disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gdb opens it together with its program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>group {name} of {path} holds {count} tags or more, which is more than possible</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>group {name} of {path} is said to begin at {position:#x}; the groups lie between {table_end:#x} and the file&apos;s end at {size:#x}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>group {name} was read only in part: {message}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>groups occur twice, the first of each counts: {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has version {version}, 1 was expected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has {held} bytes, {size} or {or_size} were expected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>holds a machine&apos;s firmware settings (nvram)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>holds {size} bytes, more than {limit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is a Windows crash dump</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is a Windows minidump</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is a compressed core</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is a flattened kdump-compressed core</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is a kdump-compressed core</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is a virtual disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is an ELF file, perhaps a core already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is compressed in a way that we do not know</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is one of VMware&apos;s text files, not a saved state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is the compressed memory of a virtual machine, not its state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it did not end within {limit:.0f} seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it ended with code {code}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it ends inside an instruction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it gives more than {size} bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it gives {produced} bytes instead of {size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it has {count} processors, the source {expected}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is cut off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is marked incomplete: crash and makedumpfile say so</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is not the only one of that name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it opens in WinDbg as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it opens in WinDbg, Volatility 3 and MemProcFS as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it repeats more bytes than it should give at all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it wrote more than can be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its ELF header cannot be read ({reason})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its compressed memory gives {size} bytes and announces {memory_size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its header makes no sense</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its memory block announces {differ}, but is not compressed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its memory block announces {held} bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its memory is compressed in a way that we do not know</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its place was not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its {announced} program headers are counted in a section header: Volatility 3 and LeechCore do not look there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>keep {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>look at the virtual machine in VMware</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>look for a newer GuestCore</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>machine type {number:#x} is unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>memory regions overlap in the memory image, at page {start:#x}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>memory regions overlap: one ends at page {end:#x}, the next begins at {pfn:#x}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mend the command line, or have it made anew</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>more than two days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>more than {max_entries} settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name a folder that you may write to, on a disk with space left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name a memory.dmp</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name a regular file, or the folder of the virtual machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name an ELF core, such as &apos;guestcore convert&apos; writes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name an empty or a new folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name another file, or use --force</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name the .vmem that belongs to the state file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name the .vmss or .vmsn of the virtual machine, or its folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name the .vmx of one of them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name the .vmx of the virtual machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name the ELF core that is to be checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name the core</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name the core; a vmlinux goes to crash, gdb or drgn beside it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name the folder of the virtual machine or its .vmx</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name the folder that holds its .vmx; `guestcore list` shows machines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name the folder with its .vmx or state files; `guestcore list FOLDER` shows the machines below a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name the one that you want</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name the state file itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name the state file that is meant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>neither a CR3 nor VMCOREINFO tells where page tables begin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>neither source nor core holds a vCPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no FastLZ stream of level 1 or 2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no VMCOREINFO</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no memory region has both an address and a size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no page tables are named: no debugger can translate addresses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no page tables tell what segments should say</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no registers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no saved state in {path} was taken with the virtual machine&apos;s memory: {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no source was given to compare with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no vCPU maps a Linux kernel or Windows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no vCPU uses page tables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no vCPU uses page tables, as in firmware or early boot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no vCPU&apos;s CR3 leads there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no vCPU&apos;s registers are known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not enough space in {folder}: the capture needs {needed} bytes, {free} are free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not enough space in {folder}: the copy needs {needed} bytes, {free} are free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not enough space in {folder}: the core needs {needed} bytes, {free} are free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>note {number} cannot be read ({error})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>note {number} reaches beyond the end of all notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>notes cannot be read to their end: {note_problem}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>notes lie behind memory: crash does not see them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one line more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only the first {max_snapshots} snapshots of the list are read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open it with WinDbg; checks are for ELF cores</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open it with the VMware product that wrote it and suspend the machine with a current one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>p_align is not 0 in {segments}: crash expects 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>p_align is not 0 in {segments}: crash takes the file for netdump&apos;s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>p_align of the notes is 8: drgn expects other padding then</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>page tables of ARM64 are not walked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>parts of it are not in RAM</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>phys_base of VMCOREINFO is {phys_base}, not {expected}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pr_cursig is set for {vcpus}: gdb says that a signal ended the program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pr_pid does not count the vCPUs from 1: drgn gives the registers to other CPUs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pr_pid is 0 for {vcpus}: drgn takes the registers for not saved, gdb merges the threads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>process status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>program header {number} reaches beyond the last physical address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>program headers begin at {phoff}, not {header_size}: makedumpfile and old crash look nowhere else</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>put the memory file into {folder}, or name it with --vmem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>put the state file into the same folder, with the same name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>put {name} into {folder}, or name it with --vmem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>put {name} into {folder}, or name it with --vmem; of the expected size, but perhaps of another snapshot: {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>raw memory with range headers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>read the free space of {folder}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>read what {name} wrote</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>registers of ARM64 are not looked at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>registers of ARM64 checkpoints are not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>registers of vCPUs beyond the announced {count} were left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>registers of {vcpus} twice, alike, in order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>remove the encryption in VMware (VM &gt; Settings &gt; Options &gt; Access Control), then suspend the machine again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>remove the encryption in VMware (VM, Settings, Options, Access Control)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>remove the encryption in VMware (VM, Settings, Options, Access Control) and suspend the machine again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>remove the files {name}*</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>remove the snapshots that it names, then the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>removing the snapshot {name} of {vmx} was stopped; VMware may go on with it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rsp and rbp were swapped: as the state file is read otherwise, no vCPU in the kernel would have a stack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>says it has {size} bytes, but has {held}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>see its log; check its options and the free space, or convert with the native engine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>segments carry no virtual addresses of a kernel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>segments carry no virtual addresses of a kernel: gdb cannot read what symbols name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>segments do not ascend by physical address: LeechCore refuses the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>segments overlap so often that they hold {total} and more of the source&apos;s {size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>set the memory in the virtual machine&apos;s settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>snapshots that are said to descend from themselves: {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>snapshots that name no file, or that of another one, were left out: {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>snapshots whose parent is not in the list: {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>some memory regions have page numbers, others have none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>start the virtual machine; a suspended one can be converted as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>state files that the snapshot list names are missing: {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>suspend the machine or take a snapshot with its memory, then name that</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>suspend the machine or take a snapshot with its memory; if it does not run, the lock is stale: use --ignore-lock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>suspend the running machine, or take a snapshot with its memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>suspend the virtual machine instead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>suspend the virtual machine, or copy its files, then try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>suspend the virtual machine, or take a snapshot with its memory, and try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tag {name} of {path} at {offset:#x} {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>take the snapshot in VMware, then convert the .vmsn in that folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>take {path} as the core</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tell us about this file: no product is known to write that</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the .vmx names a saved state with a path, only the last part is looked up beside it: {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the .vmx names another working folder, saved states may lie there: {moved_to}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the bitmap that says which pages there are is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the checkpoint holds no registers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the command line cannot be read: a quotation mark or a backslash at its end has no partner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the command line holds a NUL character</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the command line names no program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the compressed memory in {path} ends early: {size} bytes wanted at {offset:#x}, it has {memory_size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the core has no registers, the source those of {expected} vCPUs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the core has {count} program headers: LeechCore and MemProcFS read no more than {most}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the core has {found} QEMU notes, the source {expected} vCPUs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the core has {found} process statuses, the source {expected} vCPUs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the core is damaged; make it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the core is of a {bits}-bit guest, but {others} of {all} vCPUs run in another mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the disk may be failing; write the core to another</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the disk or the network share may be failing; copy the file to a sound disk and try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the embedded .vmx was left out: none of its {size} bytes are a setting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the embedded .vmx was left out: {message}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file has no vCPUs: the core holds memory alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file is cut or the segment misplaced: program header {number} reaches to byte {end}, the file has {file_size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file is cut: it has {size} bytes, its header announces {expected}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file is cut: {announced} program headers are announced, {headers} are in it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file is damaged; make the core again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file system or a limit of yours allows no file of that size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file was cut; make the core again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the first program header is no PT_NOTE: crash takes it for the notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the guest had crashed and runs its kdump kernel {release}: {whose}; kernel facts and VMCOREINFO are those of {osrelease}, which crashed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the guest runs Windows: Volatility 3 and MemProcFS open this core; for WinDbg, convert with vmss2core -W for now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the guest&apos;s system was not recognised ({why}); --scan searches all of its memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the guest&apos;s system was not recognised ({why}); all of its memory was searched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the header says that {told} bytes are needed, its memory takes {expected}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the image at {start:#x} is in no segment: gdb cannot read kernel symbols</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the journal of captures was damaged and is kept as {kept}; if a virtual machine is still suspended, or has a snapshot named GuestCore…, look at it in VMware</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the kernel image has no segment of its own for gdb: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the kernel of an ARM64 guest is not looked for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the kernel was found by searching all memory, without any register</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the kernel&apos;s VMCOREINFO was not found: crash and gdb open the core all the same, drgn and makedumpfile need it; --scan searches all of its memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the kernel&apos;s VMCOREINFO was not found: crash and gdb open the core all the same, drgn and makedumpfile need it; all of its memory was searched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the kernel&apos;s debugger data is not named: WinDbg needs it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the kernel&apos;s direct map was not found: segments carry physical instead of virtual addresses, so gdb cannot read kernel addresses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the list of loaded modules is not named</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the list of zero pages was left out: {message}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the memory block announces {differ}: it was taken for compressed, though it is not marked so</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the memory files of {states} saved states in {path} are missing: {missing}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the memory image would have {end:#x} pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the memory in the state file has {held} bytes, {more} more than its regions need; they were left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the memory is said to begin at byte {offset}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the memory of such a dump is not compared with the source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the memory regions are numbered in no known way: the numbers are taken for pages of the memory image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the memory regions have {tiled:#x} pages; {max_memory_pages:#x} are possible</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the memory regions reach page {end:#x} of the memory image, which has {available:#x}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the memory would have {size} bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the name of note {number} has more than {most} bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the number of its program headers should stand in a section header at {offset:#x}, which cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the regions need {needed} bytes of memory; it holds {held}, in {count} block</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the regions need {needed} bytes of memory; it holds {held}, in {count} blocks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the registers of vCPU {numbers} are the kdump kernel&apos;s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the root table at {root:#x}, which VMCOREINFO names, does not lead to utsname of {osrelease}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the root that VMCOREINFO names leads to utsname: Linux {release}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the root that VMCOREINFO names leads to utsname: Linux {release}; the vCPUs run another kernel, as after a crash with kdump</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the run at {second:#x} follows one that ends at {end:#x}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the runs hold {pages} pages, the header says {told}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the saved state that the .vmx names is not here: {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the segment of {paddr:#x} claims virtual address {vaddr:#x}, unlike the others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the segment of {paddr:#x} claims {vaddr:#x}, but {elsewhere} of {mapped} mapped pages lie elsewhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the segment of {paddr:#x} claims {vaddr:#x}, where page tables map nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the segments of {paddr:#x} and {other:#x} share {shared} of the file from byte {offset} on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the snapshot list announces {announced} snapshots and holds {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the snapshot list does not say how many of its entries count</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the snapshot list names files with a path, only the last part is looked up beside it: {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the snapshot {name} of {vmx} remains ({reason}): remove it in VMware&apos;s snapshot manager if you do not need it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the state file announces {announced} memory regions and describes {regions}: those described count</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the state file announces {memory_mib} MiB of memory; its regions have {size} bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the state file does not tell how many vCPUs it has; registers are there for {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the state file has format version {version}; {start} to {stop} are expected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the state file has no vCPUs, not even a group cpu: the core holds memory alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the state file has no vCPUs: the core holds memory alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the state file holds the memory itself: no memory file was used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the stream gives at least {decoded} bytes instead of {size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the stream gives {decoded} bytes instead of {size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the system may be short of memory; close other programs and try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the tags of {path} take more than {max_metadata} MiB, in group {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the virtual machine in {path} is encrypted: its memory cannot be read without its password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the virtual machine in {path} is running: {name} is locked, and there is no saved state with memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the virtual machine seems to run: {name}.lck is there, so {locked} may change while it is read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there are more than {max_notes}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there are no QEMU notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there are no QEMU notes: no control registers, and crash takes the registers of stopped tasks only for the one that panicked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there are {announced} program headers: LeechCore and MemProcFS read {max_headers}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there are {count} PT_NOTEs: makedumpfile reads the last, crash the first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there are {looks} saved states; only the first {max_looks} of the folder were looked into for memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there are {notes} VMCOREINFO notes: readers take different ones</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there are {segments} PT_NOTEs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no PT_LOAD, so no memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no VMCOREINFO: drgn and makedumpfile want it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no process status: gdb and drgn see no registers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>they do not fit into the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>they do not fit into the {most} bytes read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this is an ARM64 guest: its memory is converted, the core has no registers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this is an ARM64 guest: its memory is converted; how its registers are stored is not known, so the core has none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this is an old 32-bit checkpoint (magic {magic:#x}), a format known only by hearsay: compare the result with what you know of the guest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this is no .vmx, .vmsd or list of machines; look where it comes from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this virtual machine is encrypted: its memory cannot be read without its password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>use &apos;guestcore info&apos; or &apos;guestcore convert&apos;; check the core that comes of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vCPU {numbers}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vCPU {vcpu}: CR4.LA57 contradicts pgtable_l5_enabled={levels} of VMCOREINFO</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vCPU {vcpu}: QEMU&apos;s note {problem}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vCPU {vcpu}: block {block} announces {size} bytes in the file and {memory_size} in memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vCPU {vcpu}: block {block} holds {held} bytes instead of {size}; the registers behind its end are not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vCPU {vcpu}: {name} is {found:#x} in {note}, {value:#x} in the source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vCPU {vcpu}: {name} is {found:#x}, the guest&apos;s descriptor table says {value:#x}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vCPU {vcpu}: {name} is {value:#x} in the process status, {other:#x} in QEMU&apos;s note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vCPU {vcpu}: {name} {address:#x} is not mapped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vCPUs {numbers}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vCPUs {numbers} have one per-CPU base, {base:#x}: registers of one may stand for another&apos;s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>video memory and ROMs below 1 MiB are not in the core</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vmrun was not found, so the snapshot {name} of {vmx} remains: remove it in VMware&apos;s snapshot manager</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vmrun was not found, so {vmx} is still suspended: resume it in VMware</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vmrun {command} failed: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vmss2core ended without an error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vmss2core ended without an error, but wrote nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vmss2core ended without an error, but {names} is empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vmss2core ended without an error, but {name} begins with {bytes}: it is neither an ELF core nor a Windows dump</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vmss2core failed with exit code {code}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vmss2core was ended by signal {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vmss2core wrote several cores ({names}); only one can be kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what the capture left could not be found out: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>without an option it writes one core for each vCPU: have it write one of the machine, such as with -N6 or -M</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>write the core elsewhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>write the core to another folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>write {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>write {path} to disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>your quota is used up; write the core to another disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{bits}-bit Windows dump of {machine}, processors: {count}, page tables at {directory:#x}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{compared} of {size} compared with the source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} QEMU note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} QEMU notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} block of the compressed memory cannot be decoded without the one before: no product is known to write that; compare with what you know of the guest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} blocks of the compressed memory cannot be decoded without the one before: no product is known to write that; compare with what you know of the guest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} byte</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} byte follows behind the memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} bytes follow behind the memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} groups that a core can do without are damaged ({names}): {first}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} lines more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} note to the exact end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} notes to the exact end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} page with other bytes than the source, at {first:#x}; a few are filled in for WinDbg</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} page with other bytes than the source, the first at {first:#x}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} page with other bytes than the source, the first at {first:#x}, where adapters have their memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} pages with other bytes than the source, the first at {first:#x}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} pages with other bytes than the source, the first at {first:#x}, where adapters have their memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} pages with other bytes than the source, the first at {first:#x}; a few are filled in for WinDbg</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} process status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} process statuses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} program header</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} program headers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} ranges</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} runs of memory are announced, 1 to {most} were expected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} segment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} segments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} vCPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} vCPUs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{files} files in {path} are named as saved states and none of them can be understood: {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{findings}; and {more} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{folder} holds more than {max_listed} files of machines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{folder} was not searched to its end: more than {max_entries} files were passed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{incomplete} of {regions} memory regions lack an address or a size and were left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{looked_up}; the kernel image has its own at {vaddr:#x}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{lost} of {group_count} groups lie outside the state file and were left out: {names}; the file may have been cut</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{mapped} of {looked_up} pages looked up in {segments} lie where page tables say, the rest is not mapped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{memory} of memory, all in the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{message}; the core lacks {ranges}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{minutes} min {seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{more} more blocks of registers are short or damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{names}, …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} holds {found}, at most {most} are expected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} lies elsewhere by the root that VMCOREINFO names than by the vCPUs&apos; tables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} announces {count} program headers: no more than {max_headers} are checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} announces {count} vCPUs; up to {max_vcpus} are possible</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} announces {group_count} groups; 1 to {max_groups} are possible</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} became shorter while it was read: {size} bytes wanted at offset {offset:#x} of {file_size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} begins with {bytes}, which is no saved state of VMware</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} belongs to a virtual machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} changed while it was copied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} changed while it was read; the core was discarded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} ends after {held} bytes, inside its ELF header of {size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} ends after {held} bytes, inside its header</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} ends early: {size} bytes found, more than {held} expected; guest memory is missing from {held:#x} on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} ends early: {size} bytes found, {expected} expected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} ends early: {size} bytes found, {expected} expected; guest memory is missing from {gpa:#x} on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} ends early: {size} bytes wanted at offset {offset:#x}, the file has {file_size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} ends inside group {name}, tag {shown}: {size} bytes wanted at offset {offset:#x}, the file has {file_size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} ends inside its table of {count} groups: {size} bytes found, at least {end} expected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} exists already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} has 2 saved states with memory: {first}, {second}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} has ELF class {elf_class} and byte order {order}: 1 or 2 were expected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} has no saved state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} has version {version} of debug.guest; {first} to {last} are known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} has {more} bytes more than the memory needs ({needed}); they were left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} has {ready} saved states with memory: {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} has {size} bytes, {more} more than the memory needs; they were left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} has {size} bytes; a state file begins with {header} bytes of header</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} has {size} bytes; its header alone has {header}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} holds its memory in {blocks} blocks; {limit} can be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} holds memory files and no state file: {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} holds no memory and {name} ({size} bytes) is not beside it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} holds no virtual machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} holds {count} .vmx files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} holds {machines} virtual machines: {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is a big-endian ELF file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is a core of another machine ({machine})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is a core without program headers: memory lies in sections, as Xen writes it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is a saved state, not a memory file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is a source of this conversion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is an ELF file, but no core (type {kind}): a program, a library or an object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is an old 32-bit checkpoint whose table of groups has neither of the two layouts we can think of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is encrypted: it cannot be read without the password of the virtual machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is full</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is listed and not there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is memory alone: {stem}.vmss or {stem}.vmsn, which tells how it is to be read, is not beside it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is neither a folder nor a .vmx or .vmsd file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is no ELF file: it begins with {bytes}, not {magic}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is no Windows dump: it begins with {bytes}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is no debug.guest of version {version}: with {vcpu_count} vCPUs its {size} bytes do not add up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is not a regular file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is not the .vmx of a virtual machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is the core of a process, not of a machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is the memory of a running machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is {what}, no ELF core</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} may belong to any of {states} state files: {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path}: block {number} of the compressed memory, at offset {at:#x}, is damaged: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path}: the compressed memory at offset {start:#x} is damaged: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path}: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{placeholder} is the kernel&apos;s vmlinux with debug symbols: package linux-image-{release}-dbg (Debian), linux-image-{release}-dbgsym (Ubuntu) or kernel-debuginfo-{release} (Fedora, RHEL)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{place} in the core is no memory of the source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{place} is announced, but not in the memory file: readers get an error there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{place} of the source is not in any segment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{place}, which no page table maps, is not in the core</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{present} pages are said to be there, out of {pages}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{process_statuses} not of {size} bytes: no reader knows its registers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{program_headers} neither PT_LOAD nor PT_NOTE: crash takes them for memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{qemu_notes} without the kernel&apos;s GS base</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{region_count} memory regions are announced and none is described</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{regions} memory regions or more; up to {max_regions} are possible</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{seen} of {all} ranges, for more there was no time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{segments} not of whole pages: LeechCore refuses the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{segments} overlapping another in physical memory: LeechCore refuses the file, Volatility 3 may lose what lies above</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{segments} with other sizes in the file than in memory: Volatility 3 and LeechCore drop them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{size} bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{size} bytes behind note {number} are no note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{size} bytes in the file and {memory_size} in memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{size} from {start:#x} on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{size} of the source&apos;s memory is not in the dump, the first at {first:#x}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{size}/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{start:#x} to {end:#x}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{start:#x} to {end:#x} is no place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{state} holds no memory and {name} ({size} bytes) is not beside it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{state} holds no memory, and {name} beside it is no regular file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{state} was taken without the virtual machine&apos;s memory, so there is nothing to convert</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{statuses} process statuses, but {states} of QEMU&apos;s CPU notes: crash pairs them by number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{suspend}; --ignore-lock does not help, a state file is needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{unusable} entries of the snapshot list were left out: without a uid, or with one that occurs twice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{vcpus} in user mode: the kernel&apos;s GS base is not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{vcpus}, no two with the same per-CPU data ({bases} known); code and stack of {kernel} in the kernel are mapped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{vcpus}: all {compared} fields of the register notes equal the source&apos;s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{vcpus}: the checkpoint does not hold {registers}; the core&apos;s notes say 0 there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{vmx} does not say how much memory the machine has</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{vmx} is neither running nor suspended: it was switched off meanwhile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{vmx} is not running, so there is no memory to capture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{vmx} is still suspended: resume it in VMware</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{vmx} keeps its saved states in another folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{vmx} may still be suspended by an interrupted capture: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{vmx} may still be suspended: resume it in VMware ({reason})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{vmx} may still have the snapshot {name} of an interrupted capture: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{vmx}, which an interrupted capture had left suspended, was resumed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{vmx}, which an interrupted capture may have left suspended or with a snapshot, is not there any more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what}; it printed nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what}; it printed: {lines}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{whole} {unit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{whole}.{tenth} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{whole}.{tenth} {unit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{wrong} pages that the state file lists as zero are not: their bytes in the memory count</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
