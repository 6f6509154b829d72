namespace Uramost.Programmes.Tests.Iati;

/// <summary>Two invented files without a flaw, and for each rule of the standard ruleset a flaw that breaks it.</summary>
internal static class Samples
{
    /// <summary>Day on which everything here is right.</summary>
    public static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>An activity that uses whatever the rules speak of.</summary>
    public static readonly string Activity = """
        <?xml version="1.0" encoding="UTF-8"?>
        <iati-activities version="2.03" generated-datetime="2026-05-01T10:00:00Z">
        <iati-activity xml:lang="en" default-currency="EUR" last-updated-datetime="2026-05-01T10:00:00Z">
        <iati-identifier>XI-IATI-9999-P1</iati-identifier>
        <reporting-org ref="XI-IATI-9999" type="24"><narrative>Bridges</narrative></reporting-org>
        <title><narrative>Meetings of two towns</narrative></title>
        <description type="1"><narrative>Two towns meet.</narrative></description>
        <participating-org ref="XI-IATI-9999" role="4" type="24" activity-id="XI-IATI-9999-P1"><narrative>Bridges</narrative></participating-org>
        <other-identifier ref="OLD-1" type="B1"><owner-org ref="XI-IATI-9998"><narrative>Before</narrative></owner-org></other-identifier>
        <other-identifier ref="OLD-2" type="A3"/>
        <activity-status code="2"/>
        <activity-date type="1" iso-date="2025-01-01"/>
        <activity-date type="2" iso-date="2025-01-15"/>
        <activity-date type="3" iso-date="2026-12-31"/>
        <activity-date type="4" iso-date="2026-05-01"/>
        <recipient-country code="XK" percentage="60"/>
        <recipient-country code="RS" percentage="40"/>
        <sector vocabulary="1" code="15220" percentage="70"/>
        <sector code="15150" percentage="30"/>
        <sector vocabulary="99" code="own-1" percentage="50"><narrative>Own</narrative></sector>
        <sector vocabulary="99" code="own-2" percentage="50"><narrative>Own too</narrative></sector>
        <country-budget-items vocabulary="4"><budget-item code="a" percentage="50"/><budget-item code="b" percentage="50"/></country-budget-items>
        <policy-marker vocabulary="1" code="1" significance="1"/>
        <policy-marker vocabulary="99" code="own"><narrative>Own</narrative></policy-marker>
        <default-aid-type code="C01"/>
        <default-aid-type vocabulary="2" code="1"/>
        <budget type="1" status="1"><period-start iso-date="2025-01-01"/><period-end iso-date="2025-12-31"/><value value-date="2025-01-01">1000</value></budget>
        <planned-disbursement><period-start iso-date="2025-01-01"/><period-end iso-date="2025-06-30"/><value value-date="2025-01-01">10</value><provider-org ref="XI-IATI-9998" type="60"><narrative>Giver</narrative></provider-org></planned-disbursement>
        <capital-spend percentage="10"/>
        <transaction ref="t1"><transaction-type code="1"/><transaction-date iso-date="2025-02-01"/><value value-date="2025-02-01">500</value><provider-org ref="XI-IATI-9998" provider-activity-id="XI-IATI-9998-A"><narrative>Giver</narrative></provider-org><receiver-org ref="XI-IATI-9999" receiver-activity-id="XI-IATI-9999-P1"><narrative>Bridges</narrative></receiver-org><aid-type code="C01"/><aid-type vocabulary="2" code="1"/></transaction>
        <transaction ref="t2"><transaction-type code="4"/><transaction-date iso-date="2025-03-01"/><value value-date="2025-03-01">100</value></transaction>
        <related-activity ref="XI-IATI-9998-A" type="1"/>
        <result type="1"><title><narrative>Meetings</narrative></title><reference code="r" vocabulary="99"/><indicator measure="1"><title><narrative>Number of meetings</narrative></title><baseline year="2024" value="0"/><period><period-start iso-date="2025-01-01"/><period-end iso-date="2025-12-31"/><target value="10"/><actual value="8.5"/></period></indicator></result>
        <result type="2"><title><narrative>Trust</narrative></title><indicator measure="5"><title><narrative>What people say</narrative></title><baseline year="2023"/><period><period-start iso-date="2025-01-01"/><period-end iso-date="2025-12-31"/><target><comment><narrative>Warmer</narrative></comment></target><actual><comment><narrative>A little</narrative></comment></actual></period></indicator></result>
        </iati-activity>
        </iati-activities>
        """;

    /// <summary>An organisation file that uses whatever the rules speak of.</summary>
    public static readonly string Organisation = """
        <?xml version="1.0" encoding="UTF-8"?>
        <iati-organisations version="2.03">
        <iati-organisation xml:lang="en" default-currency="EUR" last-updated-datetime="2026-05-01T10:00:00Z">
        <organisation-identifier>XI-IATI-9999</organisation-identifier>
        <name><narrative>Bridges</narrative></name>
        <reporting-org ref="XI-IATI-9999" type="24"><narrative>Bridges</narrative></reporting-org>
        <total-budget status="1"><period-start iso-date="2021-01-01"/><period-end iso-date="2021-12-31"/><value value-date="2021-01-01">1</value></total-budget>
        <recipient-org-budget status="1"><recipient-org ref="XI-IATI-9998"><narrative>Partner</narrative></recipient-org><period-start iso-date="2022-01-01"/><period-end iso-date="2022-12-31"/><value value-date="2022-01-01">1</value></recipient-org-budget>
        <recipient-region-budget status="1"><recipient-region vocabulary="1" code="89"/><period-start iso-date="2023-01-01"/><period-end iso-date="2023-12-31"/><value value-date="2023-01-01">1</value></recipient-region-budget>
        <recipient-country-budget status="1"><recipient-country code="XK"/><period-start iso-date="2024-01-01"/><period-end iso-date="2024-12-31"/><value value-date="2024-01-01">1</value><budget-line ref="l"><value value-date="2024-02-02">1</value><narrative>Line</narrative></budget-line></recipient-country-budget>
        <total-expenditure><period-start iso-date="2020-01-01"/><period-end iso-date="2020-12-31"/><value value-date="2020-01-01">1</value></total-expenditure>
        </iati-organisation>
        </iati-organisations>
        """;

    private const string Countries = "<recipient-country code=\"XK\" percentage=\"60\"/>\n<recipient-country code=\"RS\" percentage=\"40\"/>";
    private const string DacSectors = "<sector vocabulary=\"1\" code=\"15220\" percentage=\"70\"/>\n<sector code=\"15150\" percentage=\"30\"/>";
    private const string OwnSectors = "<sector vocabulary=\"99\" code=\"own-1\" percentage=\"50\"><narrative>Own</narrative></sector>\n<sector vocabulary=\"99\" code=\"own-2\" percentage=\"50\"><narrative>Own too</narrative></sector>";
    private const string Items = "<budget-item code=\"a\" percentage=\"50\"/><budget-item code=\"b\" percentage=\"50\"/>";
    private const string Provider = "<provider-org ref=\"XI-IATI-9998\" provider-activity-id=\"XI-IATI-9998-A\"><narrative>Giver</narrative></provider-org>";
    private const string Receiver = "<receiver-org ref=\"XI-IATI-9999\" receiver-activity-id=\"XI-IATI-9999-P1\"><narrative>Bridges</narrative></receiver-org>";
    private const string Own = "<owner-org ref=\"XI-IATI-9998\"><narrative>Before</narrative></owner-org>";
    private const string Taking = "<participating-org ref=\"XI-IATI-9999\" role=\"4\" type=\"24\" activity-id=\"XI-IATI-9999-P1\"><narrative>Bridges</narrative></participating-org>";

    /// <summary>Flaws of an activity: the rule that each breaks, what stands there, what is put in its place.</summary>
    public static readonly (string Rule, string From, string To)[] BadActivities =
    [
        ("1.1.3", ">XI-IATI-9999-P1<", ">XI-IATI-9999<"), ("1.1.21", ">XI-IATI-9999-P1<", ">XI-IATI-7777-P1<"), ("1.14.8", "ref=\"XI-IATI-9999\" type=\"24\"><narrative>Bridges</narrative></reporting", "ref=\"NOWHERE-9999\" type=\"24\"><narrative>Bridges</narrative></reporting"),
        ("6.11.1", "<activity-date type=\"1\" iso-date=\"2025-01-01\"/>\n<activity-date type=\"2\" iso-date=\"2025-01-15\"/>\n", ""), ("6.2.2", DacSectors + "\n" + OwnSectors + "\n", ""),
        ("4.1.1", " xml:lang=\"en\"", ""), ("6.7.2", DacSectors + "\n" + OwnSectors + "\n", "\v"), ("7.8.1", " default-currency=\"EUR\"", ""),
        ("11.1.1", "last-updated-datetime=\"2026-05-01", "last-updated-datetime=\"2027-05-01"), ("11.1.2", "type=\"1\" iso-date=\"2025-01-01\"", "type=\"1\" iso-date=\"2027-01-01\""), ("11.1.3", "type=\"2\" iso-date=\"2025-01-15\"", "type=\"2\" iso-date=\"2026-05-20\""),
        ("11.1.4", "type=\"2\" iso-date=\"2025-01-15\"", "type=\"2\" iso-date=\"2026-06-02\""), ("11.1.5", "type=\"4\" iso-date=\"2026-05-01\"", "type=\"4\" iso-date=\"2026-06-02\""),
        ("11.2.1", "<transaction-date iso-date=\"2025-03-01\"/>", "<transaction-date iso-date=\"2027-03-01\"/>"), ("11.2.2", "<value value-date=\"2025-03-01\">", "<value value-date=\"2027-03-01\">"),
        ("1.3.13", ">XI-IATI-9999-P1<", ">XI-IATI-9999-P/1<"), ("1.14.13", "ref=\"XI-IATI-9999\" type=\"24\"><narrative>Bridges</narrative></reporting", "ref=\"XI-IATI-99|99\" type=\"24\"><narrative>Bridges</narrative></reporting"),
        ("1.3.1", ">XI-IATI-9999-P1<", ">XI-IATI-9999-P1\n<"), ("1.14.1", "ref=\"XI-IATI-9999\" type=\"24\"><narrative>Bridges</narrative></reporting", "ref=\"XI-IATI-9999 \" type=\"24\"><narrative>Bridges</narrative></reporting"),
        ("1.16.1", "ref=\"OLD-1\"", "ref=\" OLD-1\""), ("1.6.1", "ref=\"OLD-2\"", "ref=\"OLD-2 \""), ("1.7.1", "<related-activity ref=\"XI", "<related-activity ref=\" XI"),
        ("2.1.2", "code=\"own-2\" percentage=\"50\"", "code=\"own-2\" percentage=\"40\""), ("3.4.1", Countries, "<recipient-region code=\"89\"  vocabulary=\"1\"/>\n<recipient-region code=\"189\" vocabulary=\"1\" percentage=\"100\"/>"),
        ("3.4.4", Countries, "<recipient-region code=\"89\" vocabulary=\"1\" percentage=\"50\"/>"), ("3.4.2", "<recipient-country code=\"RS\" percentage=\"40\"/>", "<recipient-region code=\"89\" vocabulary=\"1\" percentage=\"50\"/>"),
        ("3.4.2", Countries, "<recipient-country code=\"RS\"/><recipient-region code=\"89\" vocabulary=\"1\"/>"),
        ("7.9.2", Items, "<budget-item code=\"a\" percentage=\"50\"/><budget-item code=\"b\" percentage=\"49.9\"/>"), ("7.9.1", Items, "<budget-item code=\"a\"/><budget-item code=\"b\"/>"), ("7.9.4", Items, "<budget-item code=\"a\" percentage=\"50\"/>"),
        ("107.1.2", "<default-aid-type vocabulary=\"2\" code=\"1\"/>", "<default-aid-type vocabulary=\"2\" code=\"1\"/><default-aid-type vocabulary=\"2\" code=\"2\"/>"),
        ("2.1.1", "code=\"own-2\" percentage=\"50\"", "code=\"own-2\""), ("2.1.4", OwnSectors, "<sector vocabulary=\"99\" code=\"own-1\" percentage=\"50\"><narrative>Own</narrative></sector>"),
        ("107.1.2", "<default-aid-type code=\"C01\"/>", "<default-aid-type code=\"C01\"/><default-aid-type vocabulary=\"1\" code=\"B01\"/>"), ("2.1.2", "code=\"15150\" percentage=\"30\"", "code=\"15150\" percentage=\"31\""),
        ("3.1.2", "code=\"RS\" percentage=\"40\"", "code=\"RS\" percentage=\"40.5\""), ("12.1.1", "code=\"RS\" percentage=\"40\"", "code=\"RS\" percentage=\"-40\""),
        ("12.1.1", Countries, "<recipient-region code=\"89\" vocabulary=\"1\" percentage=\"100.1\"/>"), ("12.3.1", "code=\"15150\" percentage=\"30\"", "code=\"15150\" percentage=\"130\""),
        ("12.2.1", "<capital-spend percentage=\"10\"/>", "<capital-spend percentage=\"110\"/>"), ("12.2.1", "code=\"b\" percentage=\"50\"", "code=\"b\" percentage=\"150\""),
        ("2.2.1", "<sector vocabulary=\"99\" code=\"own-2\" percentage=\"50\"><narrative>Own too</narrative></sector>", "<sector vocabulary=\"99\" code=\"own-2\" percentage=\"50\"/>"), ("102.1.1", DacSectors, ""),
        ("2.1.1", "code=\"15150\" percentage=\"30\"", "code=\"15150\""), ("2.1.4", DacSectors, "<sector vocabulary=\"1\" code=\"15220\" percentage=\"70\"/>"), ("107.1.1", "<default-aid-type code=\"C01\"/>", ""),
        ("107.2.1", "<aid-type code=\"C01\"/>", ""), ("6.6.2", "<aid-type code=\"C01\"/>", "<sector code=\"15220\"/><aid-type code=\"C01\"/>"), ("3.6.2", "<aid-type code=\"C01\"/>", "<recipient-country code=\"XK\"/><aid-type code=\"C01\"/>"),
        ("3.7.1", Countries, ""), ("3.7.2", Countries, ""), ("3.1.1", "code=\"RS\" percentage=\"40\"", "code=\"RS\""), ("3.1.4", Countries, "<recipient-country code=\"XK\" percentage=\"60\"/>"),
        ("107.2.2", "<aid-type code=\"C01\"/>", "<aid-type code=\"C01\"/><aid-type vocabulary=\"1\" code=\"B01\"/>"), ("107.2.2", "<aid-type vocabulary=\"2\" code=\"1\"/>", "<aid-type vocabulary=\"2\" code=\"1\"/><aid-type vocabulary=\"2\" code=\"2\"/>"),
        ("6.8.1", Own, "<owner-org/>"), ("1.11.1", Own, "<owner-org ref=\"A \"/>"), ("1.11.13", Own, "<owner-org ref=\"A?\"/>"),
        ("6.9.1", Provider, "<provider-org type=\"60\"/>"), ("1.10.13", Provider, "<provider-org ref=\"A/B\"/>"), ("1.10.1", Provider, "<provider-org ref=\" A\"/>"), ("1.4.1", Provider, "<provider-org ref=\"A\" provider-activity-id=\"A \"/>"),
        ("6.9.1", "<provider-org ref=\"XI-IATI-9998\" type=\"60\"><narrative>Giver</narrative></provider-org>", "<provider-org type=\"60\"/>"),
        ("6.9.2", Receiver, "<receiver-org/>"), ("1.15.1", Receiver, "<receiver-org ref=\"A\t\"/>".Replace("\t", "&#9;")), ("1.5.1", Receiver, "<receiver-org ref=\"A\" receiver-activity-id=\" A\"/>"), ("1.15.13", Receiver, "<receiver-org ref=\"A&amp;B\"/>"),
        ("6.14.1", " significance=\"1\"", ""), ("6.13.1", "code=\"own\"><narrative>Own</narrative></policy-marker>", "code=\"own\"/>"),
        ("6.10.1", Taking, "<participating-org role=\"4\"/>"), ("1.8.13", Taking, "<participating-org ref=\"A|B\" role=\"4\"/>"), ("1.8.1", Taking, "<participating-org ref=\" A\" role=\"4\"/>"), ("1.9.1", Taking, "<participating-org ref=\"A\" activity-id=\"A \" role=\"4\"/>"),
        ("8.6.3", "<planned-disbursement><period-start iso-date=\"2025-01-01\"/>", "<planned-disbursement><period-start iso-date=\"2025-07-01\"/>"),
        ("8.6.3", "status=\"1\"><period-start iso-date=\"2025-01-01\"/>", "status=\"1\"><period-start iso-date=\"2026-01-01\"/>"), ("7.5.3", "status=\"1\"><period-start iso-date=\"2025-01-01\"/>", "status=\"1\"><period-start iso-date=\"2024-12-30\"/>"),
        ("8.11.1", "<indicator measure=\"1\"><title><narrative>Number of meetings</narrative></title>", "<indicator measure=\"1\"><title><narrative>Number of meetings</narrative></title><reference vocabulary=\"99\" code=\"i\"/>"),
        ("8.6.1", "<period><period-start iso-date=\"2025-01-01\"/>", "<period><period-start iso-date=\"2026-01-01\"/>"),
        ("8.8.1", "<baseline year=\"2024\" value=\"0\"/>", "<baseline year=\"2024\"/>"), ("8.8.2", "<baseline year=\"2024\" value=\"0\"/>", "<baseline year=\"2024\" value=\"none\"/>"), ("8.8.3", "<baseline year=\"2023\"/>", "<baseline year=\"2023\" value=\"low\"/>"),
        ("8.9.1", "<target value=\"10\"/>", "<target/>"), ("8.9.2", "<target value=\"10\"/>", "<target value=\"10 %\"/>"), ("8.9.3", "<target><comment>", "<target value=\"3\"><comment>"),
        ("8.10.1", "<actual value=\"8.5\"/>", "<actual/>"), ("8.10.2", "<actual value=\"8.5\"/>", "<actual value=\"8,5\"/>"), ("8.10.3", "<actual><comment>", "<actual value=\"3\"><comment>"),
        ("4.3.1", "<narrative>Meetings of two towns</narrative>", "<narrative/>"), ("4.4.1", "<narrative>Two towns meet.</narrative>", "<narrative></narrative>"),
    ];

    /// <summary>Flaws of an organisation file.</summary>
    public static readonly (string Rule, string From, string To)[] BadOrganisations =
    [
        ("1.18.8", "ref=\"XI-IATI-9999\"", "ref=\"NOWHERE-1\""), ("1.12.13", ">XI-IATI-9999<", ">XI-IATI-99/99<"), ("1.18.13", "ref=\"XI-IATI-9999\"", "ref=\"XI-IATI-99?99\""), ("1.12.1", ">XI-IATI-9999<", "> XI-IATI-9999<"),
        ("1.17.1", "<recipient-org ref=\"XI-IATI-9998\">", "<recipient-org ref=\"XI-IATI-9998 \">"), ("1.18.1", "ref=\"XI-IATI-9999\"", "ref=\" XI-IATI-9999\""), ("11.4.1", "2026-05-01T10:00:00Z", "2026-06-01T12:00:01Z"),
        ("4.5.1", " xml:lang=\"en\"", ""), ("7.8.2", " default-currency=\"EUR\"", ""),
        ("8.6.3", "iso-date=\"2021-12-31\"", "iso-date=\"2020-12-31\""), ("7.5.3", "iso-date=\"2021-12-31\"", "iso-date=\"2022-01-02\""), ("8.6.3", "iso-date=\"2022-12-31\"", "iso-date=\"2021-12-31\""), ("7.5.3", "iso-date=\"2022-12-31\"", "iso-date=\"2023-12-31\""),
        ("8.6.3", "iso-date=\"2023-12-31\"", "iso-date=\"2022-12-31\""), ("7.5.3", "iso-date=\"2023-12-31\"", "iso-date=\"2024-12-31\""), ("8.6.3", "iso-date=\"2024-12-31\"", "iso-date=\"2023-12-31\""), ("7.5.3", "iso-date=\"2024-12-31\"", "iso-date=\"2025-12-31\""),
        ("11.3.1", "value-date=\"2024-02-02\"", "value-date=\"2023-02-02\""), ("7.5.3", "iso-date=\"2020-12-31\"", "iso-date=\"2021-12-31\""), ("8.6.3", "iso-date=\"2020-12-31\"", "iso-date=\"2019-12-31\""),
    ];
}
