namespace Vote.Electorate.Demo;

/// <summary>A trial project that asks for a subsidy.</summary>
/// <param name="Japanese">Its name.</param>
/// <param name="English">Its name for readers of English.</param>
/// <param name="Yen">The subsidy it asks for.</param>
internal sealed record Finalist(string Japanese, string English, long Yen);

/// <summary>Thirteen finalists of a つくばSociety 5.0 call that never was: projects and applicants are invented.</summary>
internal static class Finalists
{
    public static IReadOnlyList<Finalist> All { get; } =
    [
        new("自動で走る車いすで病院の中を案内する", "Self-driving wheelchairs that guide patients through the hospital", 1_000_000),
        new("小型ロボットで買い物を家まで届ける", "Small robots that bring the shopping home", 950_000),
        new("スマートフォンで歩き方を調べ、転ぶのを防ぐ", "Preventing falls by watching how you walk, with a phone", 600_000),
        new("ドローンで筑波山の登山道を見守る", "Drones that watch over the trails of Mt. Tsukuba", 880_000),
        new("農家の見回りを人工衛星の写真で手伝う", "Satellite pictures that help farmers look after their fields", 720_000),
        new("10か国語で話せる市役所の窓口", "A city-hall counter that speaks ten languages", 500_000),
        new("子どもの通学路の危ない場所を地図にする", "A map of dangerous spots on the way to school", 350_000),
        new("使わなくなった研究機器を学校で使えるようにする", "Retired laboratory equipment for schools", 400_000),
        new("ご近所の「ちょっと助けて」をつなぐ掲示板", "A notice board for neighbours who need a hand", 300_000),
        new("バスの混みぐあいを停留所で知らせる", "Bus stops that tell how full the next bus is", 640_000),
        new("災害のとき避難所の空きをすぐに知らせる", "Finding a free place in a shelter when disaster strikes", 780_000),
        new("声で読み上げる図書館の案内板", "Library signs that speak", 280_000),
        new("食べ物のむだを減らすレストランの予約", "Restaurant bookings that waste less food", 450_000),
    ];
}
