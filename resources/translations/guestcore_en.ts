<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>LeftoverBar</name>
    <message numerus="yes">
        <source>%n temporary file(s) of conversions that were killed: {size}</source>
        <translation>
            <numerusform>%n temporary file of a conversion that was killed: {size}</numerusform>
            <numerusform>%n temporary files of conversions that were killed: {size}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LibraryContent</name>
    <message numerus="yes">
        <source>%n virtual machine(s)</source>
        <translation>
            <numerusform>%n virtual machine</numerusform>
            <numerusform>%n virtual machines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MemoryMap</name>
    <message numerus="yes">
        <source>{size} in %n range(s)</source>
        <translation>
            <numerusform>{size} in %n range</numerusform>
            <numerusform>{size} in %n ranges</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Notes</name>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show all %n warning(s)</source>
        <translation>
            <numerusform>Show %n warning</numerusform>
            <numerusform>Show all %n warnings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueueFooter</name>
    <message numerus="yes">
        <source>%n cancelled</source>
        <translation>
            <numerusform>%n cancelled</numerusform>
            <numerusform>%n cancelled</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n done</source>
        <translation>
            <numerusform>%n done</numerusform>
            <numerusform>%n done</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Routes</name>
    <message numerus="yes">
        <source>%n file(s) were given; the first one is shown.</source>
        <translation>
            <numerusform>%n file was given; it is shown.</numerusform>
            <numerusform>%n files were given; the first one is shown.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) failed</source>
        <translation>
            <numerusform>%n job failed</numerusform>
            <numerusform>%n jobs failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sound core(s) made</source>
        <translation>
            <numerusform>%n sound core made</numerusform>
            <numerusform>%n sound cores made</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Convert all %n</source>
        <translation>
            <numerusform>Convert all %n</numerusform>
            <numerusform>Convert all %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StopDialog</name>
    <message numerus="yes">
        <source>%n conversion(s) have not ended.</source>
        <translation>
            <numerusform>%n conversion has not ended.</numerusform>
            <numerusform>%n conversions have not ended.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VcpuTable</name>
    <message numerus="yes">
        <source>Show all %n vCPU(s)</source>
        <translation>
            <numerusform>Show %n vCPU</numerusform>
            <numerusform>Show all %n vCPUs</numerusform>
        </translation>
    </message>
</context>
</TS>
